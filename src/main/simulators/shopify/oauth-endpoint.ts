import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { SimulatorAnswer } from '../kit/simulator-answer.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import type { ReceivedRequest, SimulatorEndpoint } from '../kit/simulator-server.ts';
import type { AppAccess, GrantedToken } from './app-access.ts';

export interface OauthOptions {
  readonly clock: SimulatorClock;
  readonly access: AppAccess;
  readonly shopDomain: string;
  readonly clientId: string;
  clientSecret(): string;
  /** Access scopes of the app's released version, which the client credentials grant brings. */
  readonly appScopes: readonly string[];
  /** What the owner leaves out although it was asked for. */
  readonly withheldScopes: ReadonlySet<string>;
}

const Grant = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  code: z.string().optional(),
  grant_type: z.string().optional(),
  refresh_token: z.string().optional(),
  expiring: z.union([z.string(), z.number(), z.boolean()]).transform(String).default('0'),
});

const PAGE = '/admin/oauth/authorize';
const TOKEN = '/admin/oauth/access_token';

/**
 * The consent of the shop's owner, who agrees as soon as the page is opened, and the exchange of the code. Written from the
 * reference A7 (HMAC of the query) and shopify.dev on the authorization code grant, the client credentials grant and offline tokens. The words of
 * refusals are from memory.
 */
export function createOauthEndpoint(options: OauthOptions): Pick<SimulatorEndpoint, 'handle'> & {
  operationOf(request: ReceivedRequest): 'authorize' | 'access_token' | undefined;
} {
  return {
    operationOf: ({ path }) => (path === PAGE ? 'authorize' : path === TOKEN ? 'access_token' : undefined),
    handle: (request) => (request.path === PAGE ? page(options, request) : token(options, request)),
  };
}

function page(options: OauthOptions, { query, httpMethod }: ReceivedRequest): SimulatorAnswer {
  const redirectUri = query.get('redirect_uri') ?? '';
  if (httpMethod !== 'GET' || query.get('client_id') !== options.clientId)
    return refused('invalid_request', 'Could not find Shopify API application with api_key');
  if (!redirectUri.startsWith('https://')) return refused('invalid_request', 'The redirect_uri is not whitelisted');
  const scope = (query.get('scope') ?? '').split(',').filter((each) => !options.withheldScopes.has(each.trim()));
  const answer: Record<string, string> = {
    code: options.access.issueCode(scope.join(',')),
    host: Buffer.from(`admin.shopify.com/store/${options.shopDomain.split('.')[0] ?? ''}`).toString('base64'),
    shop: options.shopDomain,
    state: query.get('state') ?? '',
    timestamp: String(Math.floor(options.clock.nowMs() / 1000)),
  };
  const message = Object.keys(answer)
    .toSorted()
    .map((name) => `${name}=${encodeURIComponent(answer[name] ?? '')}`)
    .join('&');
  const hmac = createHmac('sha256', options.clientSecret()).update(message).digest('hex');
  const address = new URL(redirectUri);
  for (const [name, value] of Object.entries({ ...answer, hmac })) address.searchParams.set(name, value);
  return { status: 302, headers: { location: address.toString() }, body: '' };
}

function token(options: OauthOptions, request: ReceivedRequest): SimulatorAnswer {
  const grant = readGrant(request);
  if (request.httpMethod !== 'POST' || !grant) return refused('invalid_request', 'Missing or invalid parameter');
  if (grant.client_id !== options.clientId || grant.client_secret !== options.clientSecret())
    return refused('invalid_client', 'Client authentication failed');
  if (grant.grant_type === 'refresh_token') {
    const renewed = options.access.refresh(grant.refresh_token ?? '');
    return renewed ? granted(options, renewed) : refused('invalid_grant', 'The refresh token is invalid or expired');
  }
  if (grant.grant_type === 'client_credentials') {
    const scopes = options.appScopes.filter((scope) => !options.withheldScopes.has(scope));
    return granted(options, options.access.grantToOwnApp(scopes.join(',')));
  }
  const isExpiring = grant.expiring === '1' || grant.expiring === 'true';
  const redeemed = options.access.redeem(grant.code ?? '', isExpiring);
  return redeemed
    ? granted(options, redeemed)
    : refused('invalid_request', 'The authorization code was not found or was already used');
}

function readGrant(request: ReceivedRequest): z.infer<typeof Grant> | undefined {
  const text = request.rawBody.toString('utf8');
  const isJson = (request.headers['content-type'] ?? '').includes('json');
  try {
    return Grant.safeParse(isJson ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text))).data;
  } catch {
    return undefined;
  }
}

function granted({ clock }: OauthOptions, { accessToken, scope, expiring }: GrantedToken): SimulatorAnswer {
  const secondsTo = (untilMs: number) => Math.round((untilMs - clock.nowMs()) / 1000);
  const body = {
    access_token: accessToken,
    scope,
    ...(expiring && {
      expires_in: secondsTo(expiring.accessUntilMs),
      ...(expiring.renewal && {
        refresh_token: expiring.renewal.refreshToken,
        refresh_token_expires_in: secondsTo(expiring.renewal.untilMs),
      }),
    }),
  };
  return { status: 200, body: JSON.stringify(body) };
}

function refused(error: string, description: string): SimulatorAnswer {
  return { status: 400, body: JSON.stringify({ error, error_description: description }) };
}
