import { createHash } from 'node:crypto';

/**
 * Pinduoduo's signature over raw (not URL-encoded) UTF-8 values: all parameters but `sign`, sorted by bytes, joined as
 * key+value, wrapped in the secret. Upper-case hex of MD5; there is no other method.
 * Source: open.pinduoduo.com, document 8EC06C399636041E.
 */
export function signPdd(parameters: Readonly<Record<string, string>>, secret: string): string {
  const text = Object.entries(parameters)
    .filter(([key]) => key !== 'sign')
    .toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([key, value]) => key + value)
    .join('');
  return createHash('md5')
    .update(secret + text + secret, 'utf8')
    .digest('hex')
    .toUpperCase();
}

/** What of the MD5 is written in base64: its sixteen bytes, or the text of their 32 hex digits. */
export type LinkDigest = 'hex' | 'bytes';

/**
 * Proves the client on the message service; stands in the path of its address.
 * Which form it takes is not documented; the vendor's Java SDK encodes the hex digits.
 */
export function signLink(clientId: string, atMs: number, secret: string, form: LinkDigest): string {
  const hash = createHash('md5').update(`${clientId}${atMs}${secret}`, 'utf8').digest();
  return form === 'bytes' ? hash.toString('base64') : Buffer.from(hash.toString('hex'), 'utf8').toString('base64');
}
