import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export type SignMethod = 'hmac-sha256' | 'md5';

/** Business parameters; a bigint is an id that goes out as a bare number with all its digits. */
export type ParamValue = string | number | bigint | boolean | readonly ParamValue[] | ParamObject;
export interface ParamObject {
  readonly [name: string]: ParamValue | undefined;
}

/**
 * The canonical `param_json`: keys sorted by bytes on every level, no blanks, nothing escaped but what JSON must escape,
 * whole numbers without a fraction. Signed and sent as the very same text. Source: guide-docs/10/23.
 */
export function canonicalParamJson(value: ParamValue): string {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: ParamValue) => canonicalParamJson(item)).join(',')}]`;
  const members = Object.entries(value as ParamObject).flatMap(([name, member]) =>
    member === undefined ? [] : [[name, canonicalParamJson(member)] as const],
  );
  const sorted = members.toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return `{${sorted.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;
}

/**
 * Douyin's signature over five values in fixed order; `access_token` and `sign_method` take no part. The secret wraps the
 * text, and with HMAC it is the key as well. Lower-case hex.
 */
export function signDouyin(
  call: {
    readonly appKey: string;
    readonly method: string;
    readonly paramJson: string;
    readonly timestamp: string;
    readonly version: string;
  },
  secret: string,
  signMethod: SignMethod,
): string {
  const text = `app_key${call.appKey}method${call.method}param_json${call.paramJson}timestamp${call.timestamp}v${call.version}`;
  const wrapped = secret + text + secret;
  return signMethod === 'md5'
    ? createHash('md5').update(wrapped, 'utf8').digest('hex')
    : createHmac('sha256', secret).update(wrapped, 'utf8').digest('hex');
}

/** `event-sign` of a push: lower-case hex MD5 over app key, the exact body and the secret. Compared in constant time. */
export function isEventSignedBy(appKey: string, body: Uint8Array, secret: string, signature: string): boolean {
  const expected = createHash('md5').update(appKey, 'utf8').update(body).update(secret, 'utf8').digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
