import { readPictureHead } from '#core/customs/read-picture.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CustomsProfile } from '#shared/model/customs-profile.ts';

/** What papers can show (documents/layout/decode-png.ts reads no larger ones). */
const MAX_PIXELS = 2_400;
const MAX_KB = 180;

/**
 * Pictures of signature and stamp as a client sent them: a PNG of a size that papers can show, or none. The screen makes one of
 * whatever was chosen; an integration may send anything.
 * @throws AppError ERR_CUSTOMS_PICTURE_UNREADABLE, ERR_CUSTOMS_PICTURE_TOO_LARGE
 */
export function checkSignature({ signaturePng, stampPng }: CustomsProfile['signature']): void {
  for (const base64 of [signaturePng, stampPng]) {
    if (base64 === '') continue;
    const bytes = Buffer.from(base64, 'base64');
    const head = readPictureHead(bytes);
    if (head?.mime !== 'image/png' || !isPlain(bytes)) throw new AppError('ERR_CUSTOMS_PICTURE_UNREADABLE', {});
    if (bytes.length > MAX_KB * 1_000 || head.width > MAX_PIXELS || head.height > MAX_PIXELS)
      throw new AppError('ERR_CUSTOMS_PICTURE_TOO_LARGE', { limitKb: MAX_KB, pixels: MAX_PIXELS });
  }
}

/** At most eight bits a channel, rows one after another (PNG, 11.2.2), and an end: what was cut off on its way has none. */
function isPlain(bytes: Buffer): boolean {
  return (bytes[24] ?? 16) <= 8 && bytes[28] === 0 && bytes.subarray(-12).includes('IEND');
}
