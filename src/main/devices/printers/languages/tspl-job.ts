import { invertedDots } from '#main/devices/printers/languages/inverted-dots.ts';
import type { LabelJobSettings } from '#main/devices/printers/printer-language.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';

/**
 * One label job in TSPL, in the order that works everywhere (devices.md section 3). Pure.
 * The printer forgets nothing by itself, so size, gap and direction are said every time.
 */
export function encodeTsplJob(bitmap: Bitmap, job: LabelJobSettings): Uint8Array {
  const setup = [
    `SIZE ${job.widthMm} mm,${job.heightMm} mm`,
    job.gapMm > 0 ? `GAP ${job.gapMm} mm,0 mm` : 'GAP 0,0',
    `DIRECTION ${job.rotate180 ? 1 : 0},0`,
    'REFERENCE 0,0',
    ...(job.darkness === null ? [] : [`DENSITY ${job.darkness}`]),
    ...(job.speed === null ? [] : [`SPEED ${job.speed}`]),
    'CLS',
    // Width in bytes, height in dots, mode 0 = overwrite; the payload follows the last comma at once.
    `BITMAP 0,0,${bitmap.bytesPerRow},${bitmap.heightDots},0,`,
  ].join('\r\n');
  return Buffer.concat([
    Buffer.from(setup, 'latin1'),
    invertedDots(bitmap.data),
    Buffer.from(`\r\nPRINT 1,${job.copies}\r\n`, 'latin1'),
  ]);
}
