import { zplGraphic } from '#main/devices/printers/languages/zpl-graphic.ts';
import type { ZplGraphicForm } from '#main/devices/printers/languages/zpl-graphic.ts';
import type { LabelJobSettings } from '#main/devices/printers/printer-language.ts';
import { rotateBitmap } from '#main/devices/printers/rotate-bitmap.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';
import type { PaperCutting, PaperSensor } from '#shared/model/paper-handling.ts';

/** ZPL II guide, ^MN: N continuous, Y by gap or notch, M by mark. */
const MEDIA: Readonly<Record<PaperSensor, string>> = { gap: 'Y', mark: 'M', continuous: 'N' };
/** ZPL II guide, ^MM: C cutter, T tear-off. */
const MODE: Readonly<Record<PaperCutting, string>> = { each: 'C', job: 'C', off: 'T' };

/**
 * One label job in ZPL II (devices.md section 4). Pure. Width and length are said every time: the printer keeps those of
 * the job before. Where nobody chose gap or mark the printer's own setting stays. All text, so that it passes any flow control.
 */
export function encodeZplJob(bitmap: Bitmap, job: LabelJobSettings, form: ZplGraphicForm): Uint8Array {
  const picture = job.rotate180 ? rotateBitmap(bitmap) : bitmap;
  const lines = [
    ...(job.darkness === null ? [] : [`~SD${String(job.darkness).padStart(2, '0')}`]),
    '^XA',
    '^CI28',
    ...(job.speed === null ? [] : [`^PR${job.speed}`]),
    ...(job.sensor ? [`^MN${MEDIA[job.sensor]}`] : []),
    ...(job.cutting ? [`^MM${MODE[job.cutting]}`] : []),
    `^PW${picture.widthDots}`,
    `^LL${picture.heightDots}`,
    '^LH0,0',
    `^FO0,0${zplGraphic(picture, form)}^FS`,
    // Cuts after so many labels; `Y` keeps the printer from pausing at each cut.
    job.cutting === 'job' ? `^PQ${job.copies},${job.copies},1,Y` : `^PQ${job.copies},0,1,N`,
    '^XZ',
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');
}
