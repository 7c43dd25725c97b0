import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { HttpOutcome } from '#main/lib/http-client.ts';
import { parseJson } from '#main/lib/http-json.ts';
import { readJsonOutcome } from '#main/lib/http-reading.ts';
import { pageAddress } from '#main/plugins/channels/authorise-address.ts';
import type { AnswerFault } from '#main/plugins/channels/authorise-address.ts';
import { authRefusal, repeatable, shapeFailure, transportFailure } from '#main/plugins/channels/call-failures.ts';
import type { AccessTerm, Authorisation } from '#main/plugins/channels/channel-connector.ts';
import type { ShopifyConfig, ShopifyContext, ShopifyCredentials } from '#main/plugins/channels/shopify/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** The official client allows the clocks of shop and app to differ by so much. */
const CLOCK_TOLERANCE_MS = 90_000;

const Whole = z.int().positive();
/** The last three come with expiring tokens alone. Source: shopify.dev, offline access tokens; official client 15.0.0. */
const TokenAnswer = z.object({
  access_token: z.string().min(1),
  scope: z.string(),
  expires_in: Whole.nullish(),
  refresh_token: z.string().nullish(),
  refresh_token_expires_in: Whole.nullish(),
});
const TokenRefusal = z.object({ error: z.string().min(1), error_description: z.string().default('') });

/** Null for the token of a custom app that was typed in: it does not end. What was never asked for has ended already. */
export function shopifyAccessTerm(credentials: ShopifyCredentials): AccessTerm | null {
  const { accessUntilMs, refreshUntilMs } = credentials;
  if (credentials.accessToken === '') return { accessUntilMs: 0, refreshUntilMs: null };
  return accessUntilMs === null ? null : { accessUntilMs, refreshUntilMs };
}

/** The owner's consent on a page of the shop itself, by the authorization code grant with expiring offline tokens. */
export const shopifyAuthorisation: Authorisation<ShopifyConfig, ShopifyCredentials> = {
  tokenField: 'accessToken',
  needs: ['clientId'],
  address: ({ config, credentials }, { redirectUri, state }) =>
    pageAddress(`https://${config.shopDomain}/admin/oauth/authorize`, {
      client_id: credentials.clientId,
      scope: config.scopes,
      redirect_uri: redirectUri,
      state,
    }),
  checkAnswer,
  exchange: (context, code) => askForToken(context, { code, expiring: '1' }),
};

/**
 * Signed with the app's secret, of this shop, and made after the question. A replay ends with its `state`, which counts once.
 */
function checkAnswer(
  { config, credentials }: Pick<ShopifyContext, 'config' | 'credentials'>,
  answer: URLSearchParams,
  asked: { readonly atMs: UtcMs; readonly nowMs: UtcMs },
): AnswerFault | null {
  if (!answer.has('state')) return 'other_state';
  if (!isSigned(answer, credentials.clientSecret)) return 'wrong_signature';
  if ((answer.get('shop') ?? '').toLowerCase() !== config.shopDomain.toLowerCase()) return 'other_shop';
  const atMs = Number(answer.get('timestamp') ?? Number.NaN) * 1000;
  const isInTime = atMs >= asked.atMs - CLOCK_TOLERANCE_MS && atMs <= asked.nowMs + CLOCK_TOLERANCE_MS;
  return isInTime ? null : 'late';
}

/** All parameters but `hmac`, by name, as a query: HMAC-SHA256 with the client secret, hex. A name that comes twice signs nothing. */
function isSigned(answer: URLSearchParams, secret: string): boolean {
  const parts = [...answer].filter(([name]) => name !== 'hmac' && name !== 'signature');
  if (new Set(parts.map(([name]) => name)).size < parts.length || answer.getAll('hmac').length !== 1) return false;
  const text = new URLSearchParams(parts.toSorted(([one], [other]) => (one < other ? -1 : 1))).toString();
  const expected = createHmac('sha256', secret).update(text.replaceAll('+', '%20')).digest();
  const given = Buffer.from(answer.get('hmac') ?? '', 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/**
 * Whether id and secret alone bring the token: no token was typed in, and none came with a renewing one from the browser. For apps of
 * the shop's own organisation that are installed there. Source: shopify.dev, client credentials grant; a token lasts 24 hours.
 */
export function asksByItself({ accessToken, clientId, accessUntilMs, refreshToken }: ShopifyCredentials): boolean {
  return clientId !== '' && refreshToken === '' && (accessToken === '' || accessUntilMs !== null);
}

/** Asking again does no harm: each token is good until its own end. */
export async function askByItself(context: ShopifyContext): Promise<PluginResult<ShopifyCredentials>> {
  const granted = await askForToken(context, { grant_type: 'client_credentials' });
  return granted.ok ? granted : failed(repeatable(granted.failure));
}

/**
 * New tokens by `grant_type=refresh_token`. Until the new one is used Shopify takes the old one again (changelog of
 * 2026-08-28), so that asking twice after a lost answer does no harm.
 */
export async function refreshShopifyAccess(context: ShopifyContext): Promise<PluginResult<ShopifyCredentials>> {
  if (asksByItself(context.credentials)) return askByItself(context);
  const { refreshToken } = context.credentials;
  if (refreshToken === '') return failed(authRefusal(null, 'no refresh token'));
  const renewed = await askForToken(context, { grant_type: 'refresh_token', refresh_token: refreshToken });
  return renewed.ok ? renewed : failed(repeatable(renewed.failure));
}

async function askForToken(
  context: ShopifyContext,
  grant: Readonly<Record<string, string>>,
): Promise<PluginResult<ShopifyCredentials>> {
  const { config, credentials, clock } = context;
  const base = config.apiBaseUrl ?? `https://${config.shopDomain}`;
  const outcome = await context.http.send({
    method: 'POST',
    url: `${base.replace(/\/+$/, '')}/admin/oauth/access_token`,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ client_id: credentials.clientId, client_secret: credentials.clientSecret, ...grant }),
    timeoutMs: config.requestTimeoutMs,
    signal: context.signal,
    operation: 'shopify.accessToken',
    connection: 'fresh',
  });
  const refused = refusalIn(outcome);
  if (refused) return failed(refused);
  const reading = readJsonOutcome(outcome);
  if (reading.kind === 'fault') return failed(transportFailure(reading, 'write'));
  const answer = TokenAnswer.safeParse(reading.json);
  if (!answer.success) return failed(shapeFailure('oauth/access_token: unexpected answer', 'write'));
  const { access_token: accessToken, scope, refresh_token, expires_in, refresh_token_expires_in } = answer.data;
  const missing = missingScopes(config.scopes, scope);
  if (missing.length > 0) return failed(authRefusal('scope', `not granted: ${missing.join(', ')}`));
  const nowMs = clock.nowMs();
  const untilMs = (seconds: number | null | undefined) => (seconds ? nowMs + seconds * 1000 : null);
  return succeeded({
    ...credentials,
    accessToken,
    refreshToken: refresh_token ?? '',
    accessUntilMs: untilMs(expires_in),
    refreshUntilMs: untilMs(refresh_token_expires_in),
  });
}

/** The owner, or the app's own settings, may grant less than was asked for; `write_x` brings `read_x` with it. */
function missingScopes(asked: string, granted: string): string[] {
  const has = new Set(listed(granted).flatMap((scope) => [scope, scope.replace(/^write_/, 'read_')]));
  return listed(asked).filter((scope) => !has.has(scope));
}

function listed(scopes: string): string[] {
  return scopes.split(',').flatMap((scope) => scope.trim() || []);
}

function refusalIn(outcome: HttpOutcome): PluginFailure | null {
  if (outcome.kind !== 'answer' || outcome.status < 400 || outcome.status >= 500 || outcome.status === 429) return null;
  const said = TokenRefusal.safeParse(parseJson(outcome.body));
  return said.success ? authRefusal(said.data.error, said.data.error_description) : null;
}
