import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ReceivedRequest } from '../kit/simulator-server.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import { WooRefusal } from './woo-refusal.ts';

export interface ApiKey {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly permission: 'read' | 'write' | 'read_write';
}

export interface KeyCheckOptions {
  readonly clock: SimulatorClock;
  /** A proxy before the shop speaks TLS: passwords are taken, signatures are not asked for. */
  readonly isOverTls: boolean;
  key(): ApiKey;
}

const WINDOW_S = 15 * 60;
const DIGESTS: Readonly<Record<string, string>> = { 'HMAC-SHA1': 'sha1', 'HMAC-SHA256': 'sha256' };

const refuse = (message: string): WooRefusal => new WooRefusal(401, 'woocommerce_rest_authentication_error', message);

function sameText(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given, 'utf8'), Buffer.from(expected, 'utf8')];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** PHP's rawurlencode, byte by byte. */
function encoded(text: string): string {
  let result = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    const sign = String.fromCharCode(byte);
    result += /[A-Za-z0-9._~-]/.test(sign) ? sign : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return result;
}

/** What the shop signs to compare: method, its own address, sorted parameters of the query without the signature. */
function expectedSignature(request: ReceivedRequest, secret: string, digest: string): string {
  // PHP keeps the last of values with one name; WooCommerce's own client sends its query twice.
  const pairs = [...new Map(request.query)].filter(([name]) => name !== 'oauth_signature');
  const sorted = pairs
    .map(([name, value]): [string, string] => [encoded(name), encoded(value)])
    .sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  const joined = sorted.map(([name, value]) => encoded(`${name}=${value}`)).join('%26');
  const base = `${request.httpMethod}&${encoded(`http://${request.headers['host'] ?? ''}${request.path}`)}&${joined}`;
  return createHmac(digest, `${secret}&`).update(base, 'utf8').digest('base64');
}

/**
 * Lets a request in by key and password over TLS, by one-legged OAuth 1.0a over plain http.
 * @throws WooRefusal as WooCommerce words it.
 */
export function createKeyCheck(options: KeyCheckOptions): (request: ReceivedRequest) => void {
  const usedNonces = new Map<string, number>();

  function byPassword(request: ReceivedRequest): void {
    const { consumerKey, consumerSecret } = options.key();
    const header = /^Basic (.+)$/i.exec(request.headers['authorization'] ?? '')?.[1] ?? '';
    const [user = '', ...rest] = Buffer.from(header, 'base64').toString('utf8').split(':');
    const key = user === '' ? (request.query.get('consumer_key') ?? '') : user;
    const secret = user === '' ? (request.query.get('consumer_secret') ?? '') : rest.join(':');
    // Without any credentials WordPress sees a visitor, who may not list orders.
    if (key === '') throw new WooRefusal(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.');
    if (!sameText(key, consumerKey)) throw refuse('Consumer key is invalid.');
    if (!sameText(secret, consumerSecret)) throw refuse('Consumer secret is invalid.');
  }

  function bySignature(request: ReceivedRequest): void {
    const { consumerKey, consumerSecret } = options.key();
    const parameter = (name: string): string => request.query.get(`oauth_${name}`) ?? '';
    if (parameter('consumer_key') === '')
      throw new WooRefusal(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.');
    const missing = ['timestamp', 'nonce', 'signature', 'signature_method'].filter((name) => parameter(name) === '');
    if (missing.length > 0)
      throw refuse(`Missing OAuth parameters ${missing.map((name) => `oauth_${name}`).join(', ')}`);
    if (!sameText(parameter('consumer_key'), consumerKey)) throw refuse('Consumer key is invalid.');
    const digest = DIGESTS[parameter('signature_method')];
    if (digest === undefined) throw refuse('Invalid signature - signature method is invalid.');
    if (!sameText(parameter('signature'), expectedSignature(request, consumerSecret, digest)))
      throw refuse('Invalid signature - provided signature does not match.');
    const nowS = options.clock.nowMs() / 1000;
    if (Math.abs(nowS - Number(parameter('timestamp'))) > WINDOW_S) throw refuse('Invalid timestamp.');
    if (usedNonces.has(parameter('nonce'))) throw refuse('Invalid nonce - nonce has already been used.');
    for (const [nonce, atS] of usedNonces) if (atS < nowS - WINDOW_S) usedNonces.delete(nonce);
    usedNonces.set(parameter('nonce'), nowS);
  }

  return (request) => {
    if (options.isOverTls) byPassword(request);
    else bySignature(request);
    const { permission } = options.key();
    const isRead = request.httpMethod === 'GET';
    if (permission === 'read' && !isRead) throw refuse('The API key provided does not have write permissions.');
    if (permission === 'write' && isRead) throw refuse('The API key provided does not have read permissions.');
  };
}
