import { encodeEscposJob } from '#main/devices/printers/languages/escpos-job.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';

/** ESC/POS for printers, or lines, that never answer: a job can only be known as sent. */
export const escposNoStatus: PrinterLanguage = {
  id: 'escpos-no-status',
  label: 'ESC/POS (no status)',
  encode: encodeEscposJob,
  needsBinaryLine: true,
  status: null,
  proof: 'none',
  endOfJob: { kind: 'not-told' },
  repeatsDamaged: false,
  identify: null,
};
