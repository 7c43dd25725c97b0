import crypto from 'node:crypto';
import { postRaw } from './raw-http.ts';
import type { RawAnswer } from './raw-http.ts';

export type SignMethod = 'md5' | 'hmac' | 'hmac-sha256';

/** The test's own signer, written from the reference and checked against its vectors. */
export function signTop(parameters: Readonly<Record<string, string>>, secret: string, method: SignMethod): string {
  let text = '';
  for (const [key, value] of Object.entries(parameters).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (key !== 'sign' && value !== '') text += key + value;
  }
  const digest =
    method === 'md5'
      ? crypto.createHash('md5').update(secret + text + secret)
      : crypto.createHmac(method === 'hmac' ? 'md5' : 'sha256', secret).update(text);
  return digest.digest('hex').toUpperCase();
}

export interface TopTarget {
  readonly gatewayUrl: string;
  readonly appKey: string;
  readonly appSecret: string;
  readonly session: string;
}

export interface TopCallOptions {
  readonly sign?: SignMethod;
  readonly timestamp: string;
  /** Changed after signing. */
  readonly tamper?: Readonly<Record<string, string>>;
  /** Parameters left out altogether. */
  readonly without?: readonly string[];
  readonly replace?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

function topForm(
  target: TopTarget,
  method: string,
  business: Readonly<Record<string, string>>,
  options: TopCallOptions,
): string {
  const sign = options.sign ?? 'hmac-sha256';
  const parameters: Record<string, string> = {
    method,
    app_key: target.appKey,
    session: target.session,
    timestamp: options.timestamp,
    format: 'json',
    v: '2.0',
    sign_method: sign,
    ...business,
    ...options.replace,
  };
  for (const name of options.without ?? []) delete parameters[name];
  const signed = { ...parameters, sign: signTop(parameters, target.appSecret, sign), ...options.tamper };
  return new URLSearchParams(options.without?.includes('sign') ? parameters : signed).toString();
}

export function callTop(
  target: TopTarget,
  method: string,
  business: Readonly<Record<string, string>>,
  options: TopCallOptions,
): Promise<RawAnswer> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' };
  return postRaw(target.gatewayUrl, topForm(target, method, business, options), headers, options.timeoutMs);
}
