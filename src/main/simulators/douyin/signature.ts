import { createHash, createHmac } from 'node:crypto';

export interface SignedParts {
  readonly appKey: string;
  readonly method: string;
  /** The body exactly as received. */
  readonly paramJson: string;
  readonly timestamp: string;
  readonly v: string;
}

/**
 * The signature that the platform expects (reference A4, steps 2 to 4), lower-case hex; undefined for a `sign_method`
 * that it does not know. An absent one means md5.
 */
export function expectedSign(parts: SignedParts, secret: string, signMethod: string | null): string | undefined {
  const fields = [
    ['app_key', parts.appKey],
    ['method', parts.method],
    ['param_json', parts.paramJson],
    ['timestamp', parts.timestamp],
    ['v', parts.v],
  ];
  const pattern = `${secret}${fields.map(([name, value]) => `${name}${value}`).join('')}${secret}`;
  if (signMethod === 'hmac-sha256') return createHmac('sha256', secret).update(pattern).digest('hex');
  if (signMethod === null || signMethod === 'md5') return createHash('md5').update(pattern).digest('hex');
  return undefined;
}

/** `event-sign` of a push. */
export function eventSign(appKey: string, body: Buffer, secret: string): string {
  return createHash('md5')
    .update(Buffer.concat([Buffer.from(appKey), body, Buffer.from(secret)]))
    .digest('hex');
}

/**
 * Whether the text is what step 1 of the recipe asks for: keys in byte order on every level, no blanks, no `\u003c` and
 * the like. A real server signs its own canonical form, so that anything else fails there as a bad signature.
 */
export function isCanonical(json: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return false;
  }
  // Numbers beyond 2^53 lose digits in JSON.parse: digits are compared as written, everything else as parsed.
  const blur = (text: string): string => text.replaceAll(/(?<=[:,[])-?\d{16,}(?=[,}\]])/g, '0');
  return typeof value === 'object' && value !== null && !Array.isArray(value) && blur(canonical(value)) === blur(json);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const names = Object.keys(value).sort((a, b) => (a < b ? -1 : 1));
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(Reflect.get(value, name))}`).join(',')}}`;
}
