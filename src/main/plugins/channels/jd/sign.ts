import { createHash } from 'node:crypto';

/** The only parameters that are signed; `format` and `sign_method` are not. */
const SIGNED = new Set(['360buy_param_json', 'access_token', 'app_key', 'method', 'timestamp', 'v']);

/**
 * JD's signature over raw (not URL-encoded) UTF-8 values: the six parameters sorted by bytes (digits first), joined as
 * key+value, wrapped in the secret. Upper-case hex of MD5. Source: open.jd.com, developer guide 2643.
 */
export function signJd(parameters: Readonly<Record<string, string>>, secret: string): string {
  const text = Object.entries(parameters)
    .filter(([key]) => SIGNED.has(key))
    .toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([key, value]) => key + value)
    .join('');
  return createHash('md5')
    .update(secret + text + secret, 'utf8')
    .digest('hex')
    .toUpperCase();
}
