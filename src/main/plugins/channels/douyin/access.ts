import { pageAddress } from '#main/plugins/channels/authorise-address.ts';
import type { AccessTerm, Authorisation } from '#main/plugins/channels/channel-connector.ts';
import { refusal, repeatable } from '#main/plugins/channels/call-failures.ts';
import { writeDouyin } from '#main/plugins/channels/douyin/call.ts';
import { TokenAnswer } from '#main/plugins/channels/douyin/schemas.ts';
import type { DouyinConfig, DouyinContext, DouyinCredentials } from '#main/plugins/channels/douyin/schemas.ts';
import type { ParamObject } from '#main/plugins/channels/douyin/sign.ts';
import { REFRESH_DAYS } from '#main/plugins/channels/douyin/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import type { UtcMs } from '#shared/model/time.ts';

const DAY_MS = 86_400_000;
/** A smaller number is a span in seconds, a larger one a moment: 2001 in seconds since 1970. */
const FIRST_MOMENT = 1_000_000_000;

/** A token that was typed in bears no date: its end is known from the first renewal on. */
export function douyinAccessTerm(credentials: DouyinCredentials): AccessTerm | null {
  return credentials.term;
}

/**
 * `token.refresh`; without a refresh token, an app for one's own shop asks for a new one with `token.create`. Earlier than
 * an hour before the end the platform answers with the old token and the time that it has left.
 */
export async function refreshDouyinAccess(context: DouyinContext): Promise<PluginResult<DouyinCredentials>> {
  const { credentials, config } = context;
  if (credentials.refreshToken === '' && config.shopId === '')
    return failed({
      ...refusal(null, 'neither a refresh token nor a shop id is set'),
      kind: 'auth',
      code: 'ERR_CHANNEL_AUTH',
    });
  const renewed =
    credentials.refreshToken === ''
      ? await askForToken(context, 'token.create', {
          code: '',
          grant_type: 'authorization_self',
          shop_id: config.shopId,
        })
      : await askForToken(context, 'token.refresh', {
          grant_type: 'refresh_token',
          refresh_token: credentials.refreshToken,
        });
  // The token before stays good for an hour after it was replaced, so asking twice does no harm.
  return renewed.ok ? renewed : failed(repeatable(renewed.failure));
}

const PAGE = 'https://fuwu.jinritemai.com/authorize';

/** The seller's consent in Douyin's service market, whose page knows the app by its service id and brings the code to its own address. */
export const douyinAuthorisation: Authorisation<DouyinConfig, DouyinCredentials> = {
  tokenField: 'accessToken',
  needs: ['serviceId'],
  address: ({ config }, { state }) => pageAddress(PAGE, { service_id: config.serviceId, state }),
  exchange: (context, code) => askForToken(context, 'token.create', { code, grant_type: 'authorization_code' }),
};

async function askForToken(
  context: DouyinContext,
  method: string,
  params: ParamObject,
): Promise<PluginResult<DouyinCredentials>> {
  const { credentials, clock } = context;
  const reply = await writeDouyin(context, { method, params, answer: TokenAnswer, withoutToken: true });
  if (!reply.ok) return failed(reply.failure);
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: end } = reply.value;
  const nowMs = clock.nowMs();
  const isSame = refreshToken === credentials.refreshToken;
  const refreshUntilMs = isSame ? (credentials.term?.refreshUntilMs ?? null) : nowMs + REFRESH_DAYS * DAY_MS;
  return succeeded({
    ...credentials,
    accessToken,
    refreshToken,
    term: { accessUntilMs: endMs(end, nowMs), refreshUntilMs },
  });
}

function endMs(end: number, nowMs: UtcMs): UtcMs {
  return end < FIRST_MOMENT ? nowMs + end * 1000 : end * 1000;
}
