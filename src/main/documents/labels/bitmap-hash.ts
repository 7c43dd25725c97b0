import { createHash } from 'node:crypto';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';

/** SHA-256 in hex over size and dots. */
export function hashBitmap(bitmap: Bitmap): string {
  return createHash('sha256').update(`${bitmap.widthDots}x${bitmap.heightDots}\n`).update(bitmap.data).digest('hex');
}
