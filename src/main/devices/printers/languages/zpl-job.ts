import { zplGraphic } from '#main/devices/printers/languages/zpl-graphic.ts';
import type { ZplGraphicForm } from '#main/devices/printers/languages/zpl-graphic.ts';
import type { LabelJobSettings } from '#main/devices/printers/printer-language.ts';
import { rotateBitmap } from '#main/devices/printers/rotate-bitmap.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';

/**
 * One label job in ZPL II (devices.md section 4). Pure. Width and length are said every time: the printer keeps those of
 * the job before. Gap or mark is the printer's own calibration. All text, so that it passes any flow control.
 */
export function encodeZplJob(bitmap: Bitmap, job: LabelJobSettings, form: ZplGraphicForm): Uint8Array {
  const picture = job.rotate180 ? rotateBitmap(bitmap) : bitmap;
  const lines = [
    ...(job.darkness === null ? [] : [`~SD${String(job.darkness).padStart(2, '0')}`]),
    '^XA',
    '^CI28',
    ...(job.speed === null ? [] : [`^PR${job.speed}`]),
    `^PW${picture.widthDots}`,
    `^LL${picture.heightDots}`,
    '^LH0,0',
    `^FO0,0${zplGraphic(picture, form)}^FS`,
    `^PQ${job.copies},0,1,N`,
    '^XZ',
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');
}
