import { TSPL_CALIBRATION } from '#main/devices/printers/languages/tspl-calibration.ts';
import { tsplInquiry } from '#main/devices/printers/languages/tspl-inquiry.ts';
import { encodeTsplJob } from '#main/devices/printers/languages/tspl-job.ts';
import { tsplQuickStatus } from '#main/devices/printers/languages/tspl-quick-status.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';

/** TSPL / TSPL2 with the one-byte state `ESC ! ?`, which nearly every TSC and Chinese label printer answers. */
export const tspl: PrinterLanguage = {
  id: 'tspl',
  label: 'TSPL',
  encode: encodeTsplJob,
  needsBinaryLine: true,
  status: tsplQuickStatus,
  calibration: TSPL_CALIBRATION,
  proof: 'inferred',
  endOfJob: { kind: 'seen-at-work' },
  repeatsDamaged: true,
  identify: tsplInquiry,
};
