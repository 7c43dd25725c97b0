import { TSPL_CALIBRATION } from '#main/devices/printers/languages/tspl-calibration.ts';
import { encodeTsplJob } from '#main/devices/printers/languages/tspl-job.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';

/** TSPL for printers, or lines, that never answer: a job can only be known as sent. */
export const tsplNoStatus: PrinterLanguage = {
  id: 'tspl-no-status',
  label: 'TSPL (no status)',
  encode: encodeTsplJob,
  needsBinaryLine: true,
  status: null,
  calibration: TSPL_CALIBRATION,
  proof: 'none',
  endOfJob: { kind: 'not-told' },
  repeatsDamaged: true,
  identify: null,
};
