import { invertedDots } from '#main/devices/printers/languages/inverted-dots.ts';
import type { LabelJobSettings } from '#main/devices/printers/printer-language.ts';
import { rotateBitmap } from '#main/devices/printers/rotate-bitmap.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';
import { sensorOf } from '#shared/model/paper-handling.ts';

/**
 * One label job in EPL2 (EPL programming guide 14245L-003: q, Q, D, S, ZT, N, GW, P). Pure. The size comes before `N`,
 * because sizing and clearing throw the picture away. `GW` prints a 0 bit black; the data follow the last comma at once
 * (the guide of 2001 leaves that comma out, Zebra's own note on GW puts it back).
 */
export function encodeEpl2Job(bitmap: Bitmap, job: LabelJobSettings): Uint8Array {
  const picture = job.rotate180 ? rotateBitmap(bitmap) : bitmap;
  const gapDots = Math.round(job.gapMm * job.dotsPerMm);
  // 0 = continuous; marks need their offset said, too.
  const between = { gap: `${gapDots}`, mark: `B${gapDots}+0`, continuous: '0' }[sensorOf(job)];
  const setup = [
    // Ends whatever a broken job has left in the line before.
    '',
    `q${picture.widthDots}`,
    `Q${picture.heightDots},${between}`,
    ...(job.darkness === null ? [] : [`D${job.darkness}`]),
    ...(job.speed === null ? [] : [`S${job.speed}`]),
    'ZT',
    'N',
    `GW0,0,${picture.bytesPerRow},${picture.heightDots},`,
  ].join('\n');
  return Buffer.concat([
    Buffer.from(setup, 'latin1'),
    invertedDots(picture.data),
    Buffer.from(`\nP${job.copies}\n`, 'latin1'),
  ]);
}
