import { encodeEscposJob } from '#main/devices/printers/languages/escpos-job.ts';
import { encodeEscposReceipt } from '#main/devices/printers/languages/escpos-receipt.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';

/** ESC/POS for printers, or lines, that never answer: a job can only be known as sent. */
export const escposNoStatus: PrinterLanguage = {
  id: 'escpos-no-status',
  label: 'ESC/POS (no status)',
  encode: encodeEscposJob,
  encodeReceipt: encodeEscposReceipt,
  needsBinaryLine: true,
  status: null,
  proof: 'none',
  endOfJob: { kind: 'not-told' },
  repeatsDamaged: false,
  identify: null,
};
