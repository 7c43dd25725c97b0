import { parseJson } from '#main/lib/http-json.ts';
import { refusal, shapeFailure } from '#main/plugins/channels/call-failures.ts';
import type { AccessTerm } from '#main/plugins/channels/channel-connector.ts';
import { writeTop } from '#main/plugins/channels/taobao/call.ts';
import { Token, TokenResult } from '#main/plugins/channels/taobao/schemas.ts';
import type { TaobaoContext, TaobaoCredentials } from '#main/plugins/channels/taobao/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** A session that was typed in bears no date: its end is known from the first exchange or renewal on. */
export function taobaoAccessTerm(credentials: TaobaoCredentials): AccessTerm | null {
  return credentials.term;
}

/**
 * `taobao.top.auth.token.refresh`. TOP renews for apps that are subscribed to in the service market alone; others have a
 * session of fixed length, and a person authorises again. The old refresh token is void once a new one was handed out, so an
 * unclear outcome is not repeated.
 */
export async function refreshTaobaoAccess(context: TaobaoContext): Promise<PluginResult<TaobaoCredentials>> {
  const { refreshToken } = context.credentials;
  if (refreshToken === '')
    return failed({ ...refusal(null, 'no refresh token is set'), kind: 'auth', code: 'ERR_CHANNEL_AUTH' });
  return askForToken(context, 'taobao.top.auth.token.refresh', { refresh_token: refreshToken });
}

/** @param parameters what the token is given for: a code of an authorisation, or a refresh token */
export async function askForToken(
  context: TaobaoContext,
  method: string,
  parameters: Readonly<Record<string, string>>,
): Promise<PluginResult<TaobaoCredentials>> {
  const reply = await writeTop(context, { method, parameters, answer: TokenResult, withoutSession: true });
  if (!reply.ok) return failed(reply.failure);
  const token = Token.safeParse(parseJson(reply.value.token_result));
  if (!token.success) return failed(shapeFailure(`${method}: unexpected token_result`, 'write'));
  const { data } = token;
  const nowMs = context.clock.nowMs();
  return succeeded({
    ...context.credentials,
    sessionKey: data.access_token,
    refreshToken: data.refresh_token === '' ? context.credentials.refreshToken : data.refresh_token,
    term: {
      accessUntilMs: endOf(data.expire_time, data.expires_in, nowMs),
      refreshUntilMs: endOf(data.refresh_token_valid_time, data.re_expires_in, nowMs),
    },
  });
}

function endOf(atMs: number | null | undefined, inSeconds: number | null | undefined, nowMs: UtcMs): UtcMs | null {
  if (atMs) return atMs;
  return inSeconds ? nowMs + inSeconds * 1000 : null;
}
