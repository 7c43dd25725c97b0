import { readJsonOutcome } from '#main/lib/http-reading.ts';
import type { AccessTerm } from '#main/plugins/channels/channel-connector.ts';
import { refusal, shapeFailure, transportFailure } from '#main/plugins/channels/call-failures.ts';
import { TokenAnswer, TokenRefusal } from '#main/plugins/channels/jd/schemas.ts';
import type { JdContext, JdCredentials } from '#main/plugins/channels/jd/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';

/** What the last renewal told; JD says nothing of the refresh token's own end. */
export function jdAccessTerm(credentials: JdCredentials): AccessTerm {
  return { accessUntilMs: credentials.accessUntilMs, refreshUntilMs: null };
}

/**
 * New tokens from `open-oauth.jd.com/oauth2/refresh_token`; address and fields are those of public clients, and JD wants the
 * secret in the address.
 */
export async function refreshJdAccess(context: JdContext): Promise<PluginResult<JdCredentials>> {
  const { credentials, config } = context;
  if (credentials.refreshToken === '') return failed(toAuth(refusal(null, 'no refresh token')));
  const url = new URL(config.tokenUrl);
  url.search = new URLSearchParams({
    app_key: credentials.appKey,
    app_secret: credentials.appSecret,
    grant_type: 'refresh_token',
    refresh_token: credentials.refreshToken,
  }).toString();
  const outcome = await context.http.send({
    method: 'GET',
    url: url.toString(),
    timeoutMs: config.requestTimeoutMs,
    signal: context.signal,
    operation: 'oauth2/refresh_token',
    connection: 'fresh',
  });
  const reading = readJsonOutcome(outcome);
  if (reading.kind === 'fault') return failed(transportFailure(reading, 'write'));
  const answer = TokenAnswer.safeParse(reading.json);
  if (answer.success) {
    const { access_token, refresh_token, expires_in } = answer.data;
    return succeeded({
      ...credentials,
      accessToken: access_token,
      refreshToken: refresh_token === '' ? credentials.refreshToken : refresh_token,
      accessUntilMs: expires_in ? context.clock.nowMs() + expires_in * 1000 : null,
    });
  }
  const refused = TokenRefusal.safeParse(reading.json);
  if (refused.success) return failed(toAuth(refusal(refused.data.code, refused.data.msg)));
  return failed(shapeFailure('oauth2/refresh_token: unexpected answer', 'write'));
}

function toAuth(failure: PluginFailure): PluginFailure {
  return { ...failure, kind: 'auth', code: 'ERR_CHANNEL_AUTH' };
}
