import { encodeTsplJob } from '#main/devices/printers/languages/tspl-job.ts';
import { tsplQuickStatus } from '#main/devices/printers/languages/tspl-quick-status.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';

/** TSPL / TSPL2 with the one-byte state `ESC ! ?`, which nearly every TSC and Chinese label printer answers. */
export const tspl: PrinterLanguage = {
  id: 'tspl',
  label: 'TSPL',
  encode: encodeTsplJob,
  status: tsplQuickStatus,
  proof: 'inferred',
};
