import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { parseBeijingTime } from '../kit/beijing-time.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import type { ReceivedRequest } from '../kit/simulator-server.ts';

export const ERP_AUTH_KINDS = [
  'none',
  'api-key',
  'api-key-query',
  'basic',
  'bearer',
  'hmac',
  'md5',
  'oauth-client',
  'oauth-refresh',
] as const;
export type ErpAuthKind = (typeof ERP_AUTH_KINDS)[number];

export interface ErpKeys {
  readonly key: string;
  readonly secret: string;
}

export interface ErpTokens {
  accessToken: string;
  refreshToken: string;
  untilMs: number;
}

interface Check {
  readonly request: ReceivedRequest;
  readonly keys: ErpKeys;
  readonly tokens: ErpTokens;
  readonly clock: SimulatorClock;
  /** By which tokens end. */
  readonly lifeClock: SimulatorClock;
}

/** Signed calls older or newer than this are turned away. */
const CLOCK_LEEWAY_MS = 5 * 60_000;

/** Whether a call proves who makes it, in each of the ways that the imaginary ERP can be set to. */
const CHECKS: Readonly<Record<ErpAuthKind, (check: Check) => boolean>> = {
  none: () => true,
  'api-key': ({ request, keys }) => isSame(request.headers['x-api-key'], keys.secret),
  'api-key-query': ({ request, keys }) => isSame(request.query.get('apikey'), keys.secret),
  basic: ({ request, keys }) =>
    isSame(request.headers.authorization, `Basic ${Buffer.from(`${keys.key}:${keys.secret}`).toString('base64')}`),
  bearer: ({ request, keys }) => isSame(request.headers.authorization, `Bearer ${keys.secret}`),
  hmac: isHmacSigned,
  md5: isMd5Signed,
  'oauth-client': isTokenGood,
  'oauth-refresh': isTokenGood,
};

export function isAllowed(kind: ErpAuthKind, check: Check): boolean {
  return CHECKS[kind](check);
}

function isTokenGood({ request, tokens, lifeClock }: Check): boolean {
  return lifeClock.nowMs() < tokens.untilMs && isSame(request.headers.authorization, `Bearer ${tokens.accessToken}`);
}

/** Lower-case hex HMAC-SHA256 over method, path, sorted query, seconds and the body's SHA-256, one per line. */
function isHmacSigned({ request, keys, clock }: Check): boolean {
  const seconds = request.headers['x-erp-time'] ?? '';
  if (Math.abs(Number(seconds) * 1000 - clock.nowMs()) > CLOCK_LEEWAY_MS) return false;
  if (!isSame(request.headers['x-erp-key'], keys.key)) return false;
  const query = sorted(request.query)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const bodyHash = createHash('sha256').update(request.rawBody).digest('hex');
  const text = [request.httpMethod, request.path, query, seconds, bodyHash].join('\n');
  return isSame(request.headers['x-erp-sign'], createHmac('sha256', keys.secret).update(text).digest('hex'));
}

/** Upper-case MD5 of secret, sorted names and values without signs between, secret: the way of older Chinese gateways. */
function isMd5Signed({ request, keys, clock }: Check): boolean {
  const at = parseBeijingTime(request.query.get('timestamp') ?? '');
  if (at === undefined || Math.abs(at - clock.nowMs()) > CLOCK_LEEWAY_MS) return false;
  if (!isSame(request.query.get('app_key'), keys.key)) return false;
  const pairs = sorted(request.query).filter(([name]) => name !== 'sign');
  const text = `${keys.secret}${pairs.map((pair) => pair.join('')).join('')}${keys.secret}`;
  return isSame(request.query.get('sign'), createHash('md5').update(text).digest('hex').toUpperCase());
}

function sorted(query: URLSearchParams): [string, string][] {
  return [...query].sort(([one], [other]) => (one < other ? -1 : 1));
}

function isSame(given: string | null | undefined, wanted: string): boolean {
  const one = Buffer.from(given ?? '');
  const other = Buffer.from(wanted);
  return one.length === other.length && timingSafeEqual(one, other);
}
