import type { AccessTerm } from '#main/plugins/channels/channel-connector.ts';
import { failureOf } from '#main/plugins/channels/call-failures.ts';
import { isForbiddenAddress, joinAddress } from '#main/plugins/channels/http-api/addresses.ts';
import { readAnswer } from '#main/plugins/channels/http-api/read-answer.ts';
import type { HttpApiContext, HttpCredentials } from '#main/plugins/channels/http-api/schemas.ts';
import { textAt } from '#main/plugins/channels/http-api/value-at.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import type { HttpAuth } from '#shared/model/http-template/http-auth.ts';

type OAuth = Extract<HttpAuth, { kind: 'oauth2' }>;

/** RFC 6749 leaves the term out where it is told elsewhere; such a token is asked for again after an hour. */
const USUAL_TERM_S = 3600;
const LONGEST_TERM_S = 10 * 365 * 86_400;
/** A token this close to its end may be over when the call arrives. */
const MARGIN_MS = 10_000;

export const baseOf = ({ config }: Pick<HttpApiContext, 'config'>): string =>
  config.baseUrl === '' ? config.template.baseUrl : config.baseUrl;

/** The access that is stored, while it lasts; null: there is none, or it ends now. */
export function storedToken({ credentials, clock }: Pick<HttpApiContext, 'credentials' | 'clock'>): string | null {
  const { accessToken = '', accessUntilMs } = credentials;
  if (accessToken === '') return null;
  return accessUntilMs !== undefined && accessUntilMs - MARGIN_MS <= clock.nowMs() ? null : accessToken;
}

/** Access that was got on the way, for as long as the same credentials are at work: calls beside each other ask once. */
const onTheWay = new WeakMap<HttpCredentials, { readonly reply: Promise<PluginResult<HttpCredentials>> }>();

/**
 * Access from the client's own credentials, for calls whose stored one is missing, over or turned away (`rejected`). Many servers void the
 * token before with each new one, so that all calls that work with the same credentials share it.
 */
export async function clientToken(context: HttpApiContext, rejected: string | null): Promise<PluginResult<string>> {
  const known = onTheWay.get(context.credentials);
  const told = known && (await known.reply);
  if (told?.ok && told.value.accessToken !== rejected) return succeeded(told.value.accessToken ?? '');
  // Another call may have asked while this one waited.
  const now = onTheWay.get(context.credentials);
  const asked = now && now !== known ? now : { reply: refreshHttpAccess(context) };
  onTheWay.set(context.credentials, asked);
  const reply = await asked.reply;
  if (!reply.ok) onTheWay.delete(context.credentials);
  return reply.ok ? succeeded(reply.value.accessToken ?? '') : reply;
}

/** Only shops with OAuth 2 have access that ends. One that was never asked for has ended already. Pure. */
export function httpAccessTerm(credentials: HttpCredentials): AccessTerm | null {
  if ((credentials.clientId ?? '') === '') return null;
  return { accessUntilMs: credentials.accessUntilMs ?? 0, refreshUntilMs: credentials.refreshUntilMs ?? null };
}

/** Asks for new access with the client's own credentials or the refresh token (RFC 6749, 4.4 and 6). */
export async function refreshHttpAccess(context: HttpApiContext): Promise<PluginResult<HttpCredentials>> {
  const { auth } = context.config.template;
  if (auth.kind !== 'oauth2') return succeeded(context.credentials);
  return askForToken(context, auth);
}

async function askForToken(context: HttpApiContext, auth: OAuth): Promise<PluginResult<HttpCredentials>> {
  const { template } = context.config;
  const url = auth.tokenUrl.startsWith('/') ? joinAddress(baseOf(context), auth.tokenUrl).href : auth.tokenUrl;
  const said = (vendorText: string) => ({ vendorCode: null, vendorText });
  if (isForbiddenAddress(url)) return failed(failureOf('refused', 'read', said('the token address is not allowed')));
  const { clientId = '', clientSecret = '', refreshToken = '' } = context.credentials;
  if (auth.grant === 'refresh_token' && refreshToken === '')
    return failed(failureOf('unauthorised', 'read', said('no refresh token is stored')));
  const form = {
    grant_type: auth.grant,
    ...(auth.grant === 'refresh_token' ? { refresh_token: refreshToken } : {}),
    ...(auth.scope === '' ? {} : { scope: auth.scope }),
    ...(auth.clientIn === 'body' ? { client_id: clientId, client_secret: clientSecret } : {}),
  };
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
  const outcome = await context.http.send({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
      ...(auth.clientIn === 'basic' ? { authorization: `Basic ${basic}` } : {}),
    },
    body: new URLSearchParams(form).toString(),
    timeoutMs: template.timeoutMs,
    signal: context.signal,
    operation: 'http-api.token',
    connection: 'fresh',
  });
  const judging = {
    ...template,
    response: 'json' as const,
    errorCodePath: 'error',
    errorTextPath: 'error_description',
  };
  const reply = await readAnswer(outcome, judging, 'read');
  if (!reply.ok) {
    // 400 with invalid_grant or invalid_client: a person has to authorise anew.
    const { failure } = reply;
    return failed(failure.kind === 'refused' ? { ...failure, kind: 'auth', code: 'ERR_CHANNEL_AUTH' } : failure);
  }
  const accessToken = textAt(reply.value, 'access_token') ?? '';
  if (accessToken === '') return failed(failureOf('not_json', 'read', said('no access_token in the answer')));
  return succeeded({
    ...context.credentials,
    ...termOf(reply.value, context.clock.nowMs()),
    accessToken,
    ...newRefresh(reply.value),
  });
}

function termOf(value: unknown, nowMs: number): Pick<HttpCredentials, 'accessUntilMs' | 'refreshUntilMs'> {
  const seconds = (path: string): number | null => {
    const text = textAt(value, path);
    return text !== null && /^\d{1,12}$/.test(text) ? Math.min(Number(text), LONGEST_TERM_S) : null;
  };
  const refreshS = seconds('refresh_expires_in') ?? seconds('refresh_token_expires_in');
  return {
    accessUntilMs: nowMs + (seconds('expires_in') ?? USUAL_TERM_S) * 1000,
    ...(refreshS === null ? {} : { refreshUntilMs: nowMs + refreshS * 1000 }),
  };
}

/** Some servers hand out a new refresh token each time and void the old one; others keep it and send none. */
function newRefresh(value: unknown): Pick<HttpCredentials, 'refreshToken'> {
  const refreshToken = textAt(value, 'refresh_token') ?? '';
  return refreshToken === '' ? {} : { refreshToken };
}
