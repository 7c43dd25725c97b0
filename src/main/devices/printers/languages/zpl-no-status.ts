import { ZPL_CALIBRATION } from '#main/devices/printers/languages/zpl-calibration.ts';
import { encodeZplJob } from '#main/devices/printers/languages/zpl-job.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';

/** ZPL for printers, or lines, that never answer: a job can only be known as sent. */
export const zplNoStatus: PrinterLanguage = {
  id: 'zpl-no-status',
  label: 'ZPL (no status)',
  encode: (bitmap, job) => encodeZplJob(bitmap, job, job.smallPictures ? 'z64' : 'acs'),
  needsBinaryLine: false,
  status: null,
  calibration: ZPL_CALIBRATION,
  proof: 'none',
  endOfJob: { kind: 'not-told' },
  repeatsDamaged: true,
  identify: null,
};
