import { invertedDots } from '#main/devices/printers/languages/inverted-dots.ts';
import type { LabelJobSettings } from '#main/devices/printers/printer-language.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';
import { sensorOf } from '#shared/model/paper-handling.ts';
import type { PaperCutting } from '#shared/model/paper-handling.ts';

/** TSPL/TSPL2 manual, SET CUTTER: `BATCH` cuts once at the end of a PRINT, a number after so many labels. */
const CUTTER: Readonly<Record<PaperCutting, string>> = { each: '1', job: 'BATCH', off: 'OFF' };

/**
 * One label job in TSPL, in the order that works everywhere (devices.md section 3). Pure.
 * The printer forgets nothing by itself, so size, gap and direction are said every time.
 */
export function encodeTsplJob(bitmap: Bitmap, job: LabelJobSettings): Uint8Array {
  const sensor = sensorOf(job);
  const setup = [
    // A printer that changes from gaps to marks must hear of the marks first (TSPL/TSPL2 manual, BLINE).
    ...(sensor === 'mark' ? [`BLINE ${job.gapMm} mm,0 mm`] : []),
    `SIZE ${job.widthMm} mm,${job.heightMm} mm`,
    ...(sensor === 'gap' ? [`GAP ${job.gapMm} mm,0 mm`] : []),
    ...(sensor === 'continuous' ? ['GAP 0,0'] : []),
    `DIRECTION ${job.rotate180 ? 1 : 0},0`,
    'REFERENCE 0,0',
    ...(job.darkness === null ? [] : [`DENSITY ${job.darkness}`]),
    ...(job.speed === null ? [] : [`SPEED ${job.speed}`]),
    ...(job.cutting ? [`SET CUTTER ${CUTTER[job.cutting]}`] : []),
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
