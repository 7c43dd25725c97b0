import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** A key sealed under a secret (AES-256-GCM under an HKDF-SHA256 of the secret). Hex. */
export const WrappedKey = z.object({
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  nonce: z.string().regex(/^[0-9a-f]{24}$/),
  box: z.string().regex(/^[0-9a-f]{96}$/),
});
export type WrappedKey = z.infer<typeof WrappedKey>;

const TAG_BYTES = 16;

/** @param purpose keeps the wraps apart: one made for the keystore cannot pass as one for the recovery key */
export function wrapKey(key: Uint8Array, secret: Uint8Array, purpose: string): WrappedKey {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', wrappingKey(secret, salt, purpose), nonce);
  const box = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  return { salt: salt.toString('hex'), nonce: nonce.toString('hex'), box: box.toString('hex') };
}

/** Null when the secret is not the one that it was wrapped under, or the wrap was changed. */
export function unwrapKey(wrapped: WrappedKey, secret: Uint8Array, purpose: string): Uint8Array | null {
  const box = Buffer.from(wrapped.box, 'hex');
  const key = wrappingKey(secret, Buffer.from(wrapped.salt, 'hex'), purpose);
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(wrapped.nonce, 'hex'));
  decipher.setAuthTag(box.subarray(-TAG_BYTES));
  try {
    return new Uint8Array(Buffer.concat([decipher.update(box.subarray(0, -TAG_BYTES)), decipher.final()]));
  } catch {
    return null;
  }
}

function wrappingKey(secret: Uint8Array, salt: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, salt, `packbench ${purpose}`, 32));
}
