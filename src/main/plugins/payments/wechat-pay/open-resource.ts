import { createDecipheriv } from 'node:crypto';
import type { z } from 'zod';
import type { Resource } from '#main/plugins/payments/wechat-pay/schemas.ts';

const TAG_BYTES = 16;
const NONCE_BYTES = 12;

/** Opens an AEAD_AES_256_GCM resource: base64(data || 16-byte tag) under the APIv3 key (C1 no. 4). Null when it does not open. */
export function openResource(apiV3Key: string, resource: z.infer<typeof Resource>): Buffer | null {
  const key = Buffer.from(apiV3Key);
  const nonce = Buffer.from(resource.nonce);
  const sealed = Buffer.from(resource.ciphertext, 'base64');
  if (key.length !== 32 || nonce.length !== NONCE_BYTES || sealed.length < TAG_BYTES) return null;
  try {
    const box = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    box.setAAD(Buffer.from(resource.associated_data ?? ''));
    box.setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([box.update(sealed.subarray(0, -TAG_BYTES)), box.final()]);
  } catch {
    return null;
  }
}
