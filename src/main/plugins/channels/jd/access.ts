import { readJsonOutcome } from '#main/lib/http-reading.ts';
import { pageAddress } from '#main/plugins/channels/authorise-address.ts';
import type { AccessTerm, Authorisation } from '#main/plugins/channels/channel-connector.ts';
import { authRefusal, shapeFailure, transportFailure } from '#main/plugins/channels/call-failures.ts';
import { TokenAnswer, TokenRefusal } from '#main/plugins/channels/jd/schemas.ts';
import type { JdConfig, JdContext, JdCredentials } from '#main/plugins/channels/jd/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/** What the last renewal told; JD says nothing of the refresh token's own end. */
export function jdAccessTerm(credentials: JdCredentials): AccessTerm {
  return { accessUntilMs: credentials.accessUntilMs, refreshUntilMs: null };
}

/** New tokens from `open-oauth.jd.com/oauth2/refresh_token`; address and fields are those of public clients. */
export async function refreshJdAccess(context: JdContext): Promise<PluginResult<JdCredentials>> {
  const { credentials } = context;
  if (credentials.refreshToken === '') return failed(authRefusal(null, 'no refresh token'));
  return askForToken(context, 'refresh_token', {
    grant_type: 'refresh_token',
    refresh_token: credentials.refreshToken,
  });
}

const PAGE = 'https://open-oauth.jd.com/oauth2/to_login';

/** The seller's consent at open-oauth.jd.com. */
export const jdAuthorisation: Authorisation<JdConfig, JdCredentials> = {
  tokenField: 'accessToken',
  address: ({ credentials }, { redirectUri, state }) =>
    pageAddress(PAGE, {
      app_key: credentials.appKey,
      response_type: 'code',
      redirect_uri: redirectUri,
      state,
      scope: 'snsapi_base',
    }),
  exchange: (context, code) => askForToken(context, 'access_token', { grant_type: 'authorization_code', code }),
};

/** JD wants the secret in the address. */
async function askForToken(
  context: JdContext,
  service: 'access_token' | 'refresh_token',
  parameters: Readonly<Record<string, string>>,
): Promise<PluginResult<JdCredentials>> {
  const { credentials, config } = context;
  const url = new URL(service, config.tokenUrl);
  url.search = new URLSearchParams({
    app_key: credentials.appKey,
    app_secret: credentials.appSecret,
    ...parameters,
  }).toString();
  const outcome = await context.http.send({
    method: 'GET',
    url: url.toString(),
    timeoutMs: config.requestTimeoutMs,
    signal: context.signal,
    operation: `oauth2/${service}`,
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
  if (refused.success) return failed(authRefusal(refused.data.code, refused.data.msg));
  return failed(shapeFailure(`oauth2/${service}: unexpected answer`, 'write'));
}
