import type { LabelJobSettings } from '#main/devices/printers/printer-language.ts';
import { rotateBitmap } from '#main/devices/printers/rotate-bitmap.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';
import { sensorOf } from '#shared/model/paper-handling.ts';

const MM_PER_INCH = 25.4;
/** The sensor is a setting of the printer, said in a session of its own (Zebra, CPCL guide, GAP-SENSE and BAR-SENSE). */
const SENSOR = {
  gap: '! UTILITIES\r\nGAP-SENSE\r\nPRINT\r\n',
  mark: '! UTILITIES\r\nBAR-SENSE\r\nPRINT\r\n',
  continuous: '',
} as const;

/**
 * One label job in CPCL (devices.md section 5). Pure. `CG` carries raw bytes; where the line swallows some of them, `EG`
 * says the same in hexadecimal, twice as long. Darkness has no number that all makers share, so it stays as set.
 */
export function encodeCpclJob(bitmap: Bitmap, job: LabelJobSettings): Uint8Array {
  const picture = job.rotate180 ? rotateBitmap(bitmap) : bitmap;
  // The session line knows 100 and 200 for a 203 dpi head; other heads are named by their hundreds alike.
  const dpi = Math.round((job.dotsPerMm * MM_PER_INCH) / 100) * 100;
  const setup = [
    `! 0 ${dpi} ${dpi} ${picture.heightDots} ${job.copies}`,
    `PAGE-WIDTH ${picture.widthDots}`,
    ...(job.speed === null ? [] : [`SPEED ${job.speed}`]),
  ].join('\r\n');
  const field = `${picture.bytesPerRow} ${picture.heightDots} 0 0 `;
  const graphic = job.isTextOnly
    ? Buffer.from(`EG ${field}${Buffer.from(picture.data).toString('hex').toUpperCase()}`, 'latin1')
    : Buffer.concat([Buffer.from(`CG ${field}`, 'latin1'), picture.data]);
  const end = sensorOf(job) !== 'continuous' ? '\r\nFORM\r\nPRINT\r\n' : '\r\nPRINT\r\n';
  const sensor = job.sensor ? SENSOR[job.sensor] : '';
  return Buffer.concat([Buffer.from(`${sensor}${setup}\r\n`, 'latin1'), graphic, Buffer.from(end, 'latin1')]);
}
