import { refusal, repeatable } from '#main/plugins/channels/call-failures.ts';
import { pageAddress } from '#main/plugins/channels/authorise-address.ts';
import type { AccessTerm, Authorisation } from '#main/plugins/channels/channel-connector.ts';
import { writeXiaohongshu } from '#main/plugins/channels/xiaohongshu/call.ts';
import { TokenAnswer } from '#main/plugins/channels/xiaohongshu/schemas.ts';
import type {
  XiaohongshuConfig,
  XiaohongshuContext,
  XiaohongshuCredentials,
} from '#main/plugins/channels/xiaohongshu/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/** A token that was typed in bears no date: its end is known from the first exchange or renewal on. */
export function xiaohongshuAccessTerm(credentials: XiaohongshuCredentials): AccessTerm | null {
  return credentials.term;
}

export async function refreshXiaohongshuAccess(
  context: XiaohongshuContext,
): Promise<PluginResult<XiaohongshuCredentials>> {
  const { refreshToken } = context.credentials;
  if (refreshToken === '')
    return failed({ ...refusal(null, 'no refresh token is set'), kind: 'auth', code: 'ERR_CHANNEL_AUTH' });
  const renewed = await askForToken(context, 'oauth.refreshToken', { refreshToken });
  return renewed.ok ? renewed : failed(repeatable(renewed.failure));
}

const PAGE = 'https://ark.xiaohongshu.com/ark/authorization';

/** The seller's consent in the merchant's desk of Xiaohongshu. */
export const xiaohongshuAuthorisation: Authorisation<XiaohongshuConfig, XiaohongshuCredentials> = {
  tokenField: 'accessToken',
  address: ({ credentials }, { redirectUri, state }) =>
    pageAddress(PAGE, { appId: credentials.appId, redirectUri, state }),
  exchange: (context, code) => askForToken(context, 'oauth.getAccessToken', { code }),
};

async function askForToken(
  context: XiaohongshuContext,
  method: string,
  fields: Readonly<Record<string, string>>,
): Promise<PluginResult<XiaohongshuCredentials>> {
  const reply = await writeXiaohongshu(context, { method, fields, answer: TokenAnswer, withoutToken: true });
  if (!reply.ok) return failed(reply.failure);
  const { accessToken, refreshToken, accessTokenExpiresAt, refreshTokenExpiresAt } = reply.value;
  const term = { accessUntilMs: accessTokenExpiresAt, refreshUntilMs: refreshTokenExpiresAt };
  return succeeded({ ...context.credentials, accessToken, refreshToken, term });
}
