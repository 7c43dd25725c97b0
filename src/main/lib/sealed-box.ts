import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** Both 32 bytes as base64url, X25519 (RFC 7748). */
export interface SealKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

const KEY_BYTES = 32;
const TAG_BYTES = 16;
const ALGORITHM = 'chacha20-poly1305';
const PURPOSE = 'packbench relay push 1';
/** Each box has a key of its own, so that one nonce is never used twice with one key. */
const NONCE = Buffer.alloc(12);

export function createSealKeys(): SealKeys {
  const { d, x } = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
  if (d === undefined || x === undefined) throw new Error('no X25519 key was made');
  return { publicKey: x, privateKey: d };
}

/** Whether the text can be a public key. */
export function isSealKey(text: string): boolean {
  return /^[\w-]{43}$/.test(text) && Buffer.from(text, 'base64url').length === KEY_BYTES;
}

/**
 * Seals bytes so that the owner of the private key alone reads them; whoever sealed them cannot any more.
 * @param about is authenticated, not kept: the same text opens the box
 * @returns ephemeral public key || ciphertext || tag
 */
export function sealFor(publicKey: string, about: string, bytes: Uint8Array): Buffer {
  const own = createSealKeys();
  const key = boxKey(privateKeyOf(own), publicKeyOf(publicKey), own.publicKey, publicKey);
  const cipher = createCipheriv(ALGORITHM, key, NONCE, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(about), { plaintextLength: bytes.length });
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([Buffer.from(own.publicKey, 'base64url'), sealed, cipher.getAuthTag()]);
}

/** Null when the box was changed, is about something else, or was sealed for another key. */
export function openSealed(keys: SealKeys, about: string, box: Uint8Array): Buffer | null {
  const bytes = Buffer.from(box);
  if (bytes.length < KEY_BYTES + TAG_BYTES) return null;
  const sealed = bytes.subarray(KEY_BYTES, -TAG_BYTES);
  try {
    const ephemeral = bytes.subarray(0, KEY_BYTES).toString('base64url');
    const key = boxKey(privateKeyOf(keys), publicKeyOf(ephemeral), ephemeral, keys.publicKey);
    const decipher = createDecipheriv(ALGORITHM, key, NONCE, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(about), { plaintextLength: sealed.length });
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed), decipher.final()]);
  } catch {
    return null;
  }
}

function boxKey(privateKey: KeyObject, publicKey: KeyObject, ephemeral: string, recipient: string): Uint8Array {
  const shared = diffieHellman({ privateKey, publicKey });
  const salt = Buffer.concat([Buffer.from(ephemeral, 'base64url'), Buffer.from(recipient, 'base64url')]);
  return new Uint8Array(hkdfSync('sha256', shared, salt, PURPOSE, KEY_BYTES));
}

function publicKeyOf(x: string): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' });
}

function privateKeyOf({ publicKey: x, privateKey: d }: SealKeys): KeyObject {
  return createPrivateKey({ key: { kty: 'OKP', crv: 'X25519', x, d }, format: 'jwk' });
}
