import { createCipheriv, randomBytes } from 'node:crypto';

/** A notification's resource: AES-256-GCM under the APIv3 key, base64 of data and tag together. */
export function sealResource(
  apiV3Key: string,
  plain: string,
  originalType: string,
  nonce = randomBytes(6).toString('hex'),
) {
  const cipher = createCipheriv('aes-256-gcm', apiV3Key, nonce);
  cipher.setAAD(Buffer.from(originalType));
  const data = [cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()];
  return {
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: Buffer.concat(data).toString('base64'),
    associated_data: originalType,
    nonce,
    original_type: originalType,
  };
}
