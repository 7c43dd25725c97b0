import { createHash, createHmac } from 'node:crypto';

export type SignMethod = 'md5' | 'hmac' | 'hmac-sha256';

/**
 * TOP's signature over raw (not URL-encoded) UTF-8 values: parameters without `sign` and without empty ones, sorted by
 * bytes, joined as key+value. md5 wraps the text in the secret; the hmac variants use it as key only. Upper-case hex.
 */
export function signTop(parameters: Readonly<Record<string, string>>, secret: string, method: SignMethod): string {
  const text = Object.entries(parameters)
    .filter(([key, value]) => key !== '' && key !== 'sign' && value !== '')
    .toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([key, value]) => key + value)
    .join('');
  return digest(text, secret, method).toUpperCase();
}

function digest(text: string, secret: string, method: SignMethod): string {
  switch (method) {
    case 'md5':
      return createHash('md5')
        .update(secret + text + secret, 'utf8')
        .digest('hex');
    case 'hmac':
      return createHmac('md5', secret).update(text, 'utf8').digest('hex');
    case 'hmac-sha256':
      return createHmac('sha256', secret).update(text, 'utf8').digest('hex');
  }
}
