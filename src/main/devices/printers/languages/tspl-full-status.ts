import { TSPL_CALIBRATION } from '#main/devices/printers/languages/tspl-calibration.ts';
import { encodeTsplJob } from '#main/devices/printers/languages/tspl-job.ts';
import { tsplFramedStatus } from '#main/devices/printers/languages/tspl-framed-status.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';

/** TSPL with the framed state `ESC ! S`, which names more causes; genuine TSC printers answer it, many clones do not. */
export const tsplFullStatus: PrinterLanguage = {
  id: 'tspl-full-status',
  label: 'TSPL (ESC ! S)',
  encode: encodeTsplJob,
  needsBinaryLine: true,
  status: tsplFramedStatus,
  calibration: TSPL_CALIBRATION,
  proof: 'inferred',
  endOfJob: { kind: 'seen-at-work' },
  repeatsDamaged: true,
  identify: null,
};
