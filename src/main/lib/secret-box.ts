import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Seals small secrets (API keys, tokens) with a key that is not in the database. */
export interface SecretBox {
  /** nonce || ciphertext || tag */
  seal(name: string, secret: string): Uint8Array;
  /** Null when the box was changed, is another name's, or was sealed with another key. */
  open(name: string, box: Uint8Array): string | null;
}

const ALGORITHM = 'chacha20-poly1305';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** @param key 32 bytes; `keyring.subkey('credentials')` */
export function createSecretBox(key: Uint8Array): SecretBox {
  return {
    seal(name, secret) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
      // The name is authenticated: a box copied to another row does not open there.
      cipher.setAAD(Buffer.from(name), { plaintextLength: Buffer.byteLength(secret) });
      return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    open(name, box) {
      const bytes = Buffer.from(box);
      const sealed = bytes.subarray(NONCE_BYTES, -TAG_BYTES);
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      try {
        decipher.setAAD(Buffer.from(name), { plaintextLength: sealed.length });
        decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}
