import type { LabelJobSettings } from '#main/devices/printers/printer-language.ts';
import { rotateBitmap } from '#main/devices/printers/rotate-bitmap.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';

/** Small printers hold no more rows at once (devices.md section 6). */
const BAND_ROWS = 256;
export const INITIALISE = Uint8Array.of(0x1b, 0x40);
/** Feeds to the cutter and cuts partly; a printer without one only feeds. */
export const CUT = Uint8Array.of(0x1d, 0x56, 0x42, 0x00);

/** One label as ESC/POS raster bands `GS v 0` (devices.md section 6). Pure. Gap, darkness and speed are settings of the printer. */
export function encodeEscposJob(bitmap: Bitmap, job: LabelJobSettings): Uint8Array {
  const picture = job.rotate180 ? rotateBitmap(bitmap) : bitmap;
  const label = [...bandsOf(picture), CUT];
  return Buffer.concat([INITIALISE, ...Array.from({ length: job.copies }, () => label).flat()]);
}

/** A picture in portions that small printers can hold. */
export function bandsOf({ data, bytesPerRow, heightDots }: Bitmap): Uint8Array[] {
  const bands: Uint8Array[] = [];
  for (let top = 0; top < heightDots; top += BAND_ROWS) {
    const rows = Math.min(BAND_ROWS, heightDots - top);
    bands.push(
      Uint8Array.of(0x1d, 0x76, 0x30, 0, bytesPerRow & 0xff, bytesPerRow >> 8, rows & 0xff, rows >> 8),
      data.subarray(top * bytesPerRow, (top + rows) * bytesPerRow),
    );
  }
  return bands;
}
