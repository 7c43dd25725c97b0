import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';

const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;
/** PKCS#7 over blocks of 32 bytes, twice those of AES: libraries strip it wrongly. */
const MOST_PADDING = 32;

/** Lower-case hex SHA-1 over the sorted parts, compared in constant time. Source: WeChat's message push guide. */
export function isSignedWith(parts: readonly string[], signature: string): boolean {
  const text = parts.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).join('');
  const expected = createHash('sha1').update(text, 'utf8').digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/**
 * AES-256-CBC with the key's first half as IV; inside are 16 random bytes, the length, the message, and whom it is meant
 * for. Null for whatever cannot be decrypted, or is meant for somebody else.
 */
export function decryptPush(encrypted: string, encodingAesKey: string, receiveId: string): Buffer | null {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64');
  const cipherText = Buffer.from(encrypted, 'base64');
  if (key.length !== 32 || cipherText.length === 0 || cipherText.length % 16 !== 0) return null;
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16));
  decipher.setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(cipherText), decipher.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > MOST_PADDING || padding > padded.length) return null;
  const plain = padded.subarray(0, padded.length - padding);
  if (plain.length < RANDOM_BYTES + LENGTH_BYTES) return null;
  const start = RANDOM_BYTES + LENGTH_BYTES;
  const end = start + plain.readUInt32BE(RANDOM_BYTES);
  if (end > plain.length || plain.subarray(end).toString('utf8') !== receiveId) return null;
  return plain.subarray(start, end);
}
