import { createHmac, timingSafeEqual } from 'node:crypto';

const PREFIX = 'sha256=';

/** `sha256=` + lower hex HMAC-SHA256 over the exact bytes (C7). */
export function hubSignature(secret: string, bytes: Uint8Array): string {
  return `${PREFIX}${createHmac('sha256', secret).update(bytes).digest('hex')}`;
}

/** Compares in constant time on the decoded bytes; an empty secret never fits. */
export function isHubSigned(secrets: readonly string[], bytes: Uint8Array, signature: string): boolean {
  if (!signature.startsWith(PREFIX)) return false;
  const given = Buffer.from(signature.slice(PREFIX.length), 'hex');
  return secrets.some((secret) => {
    if (secret === '') return false;
    const expected = createHmac('sha256', secret).update(bytes).digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
