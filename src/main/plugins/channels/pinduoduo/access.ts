import { pageAddress } from '#main/plugins/channels/authorise-address.ts';
import type { AccessTerm, Authorisation } from '#main/plugins/channels/channel-connector.ts';
import { writePdd } from '#main/plugins/channels/pinduoduo/call.ts';
import { refusal } from '#main/plugins/channels/call-failures.ts';
import { TokenAnswer } from '#main/plugins/channels/pinduoduo/schemas.ts';
import type {
  PinduoduoConfig,
  PinduoduoContext,
  PinduoduoCredentials,
} from '#main/plugins/channels/pinduoduo/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** What the last renewal told; credentials that were typed in bear no end until then. */
export function pinduoduoAccessTerm(credentials: PinduoduoCredentials): AccessTerm {
  return { accessUntilMs: credentials.accessUntilMs, refreshUntilMs: credentials.refreshUntilMs };
}

/** New tokens for the refresh token with `pdd.pop.auth.token.refresh`. */
export async function refreshPinduoduoAccess(context: PinduoduoContext): Promise<PluginResult<PinduoduoCredentials>> {
  const { refreshToken } = context.credentials;
  if (refreshToken === '')
    return failed({ ...refusal(null, 'no refresh token'), kind: 'auth', code: 'ERR_CHANNEL_AUTH' });
  return askForToken(context, 'refresh', { refresh_token: refreshToken });
}

const PAGE = 'https://fuwu.pinduoduo.com/service-market/auth';

/** The merchant's consent in Pinduoduo's service market; the code is good for ten minutes. */
export const pinduoduoAuthorisation: Authorisation<PinduoduoConfig, PinduoduoCredentials> = {
  tokenField: 'accessToken',
  address: ({ credentials }, { redirectUri, state }) =>
    pageAddress(PAGE, {
      response_type: 'code',
      client_id: credentials.clientId,
      redirect_uri: redirectUri,
      state,
    }),
  exchange: (context, code) => askForToken(context, 'create', { code }),
};

async function askForToken(
  context: PinduoduoContext,
  act: 'create' | 'refresh',
  parameters: Readonly<Record<string, string>>,
): Promise<PluginResult<PinduoduoCredentials>> {
  const { credentials } = context;
  const reply = await writePdd(context, {
    type: `pdd.pop.auth.token.${act}`,
    root: `pop_auth_token_${act}_response`,
    parameters,
    answer: TokenAnswer,
  });
  if (!reply.ok) return failed(reply.failure);
  const { value } = reply;
  const nowMs = context.clock.nowMs();
  return succeeded({
    ...credentials,
    accessToken: value.access_token,
    refreshToken: value.refresh_token === '' ? credentials.refreshToken : value.refresh_token,
    accessUntilMs: endOf(value.expires_at, value.expires_in, nowMs),
    refreshUntilMs: endOf(value.refresh_token_expires_at, value.refresh_token_expires_in, nowMs),
  });
}

/** The stated moment, or the stated span from now on; both in seconds. */
function endOf(at: number | null | undefined, inSeconds: number | null | undefined, nowMs: UtcMs): UtcMs | null {
  if (at) return at * 1000;
  return inSeconds ? nowMs + inSeconds * 1000 : null;
}
