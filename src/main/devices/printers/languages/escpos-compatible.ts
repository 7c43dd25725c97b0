import { encodeEscposJob } from '#main/devices/printers/languages/escpos-job.ts';
import { encodeEscposReceipt } from '#main/devices/printers/languages/escpos-receipt.ts';
import { escposStatus } from '#main/devices/printers/languages/escpos-status.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';

/**
 * ESC/POS of printers without `GS ( H`: `GS r 1` is executed in its turn behind the job. Its answer has the form
 * 0xx0xxxx, like no other that is asked for here; that the job was printed by then is a conclusion.
 */
export const escposCompatible: PrinterLanguage = {
  id: 'escpos-compatible',
  label: 'ESC/POS (compatible, GS r)',
  encode: encodeEscposJob,
  encodeReceipt: encodeEscposReceipt,
  needsBinaryLine: true,
  status: escposStatus,
  proof: 'inferred',
  endOfJob: {
    kind: 'echo',
    command: () => Uint8Array.of(0x1d, 0x72, 1),
    isIn: (received) => received.some((byte) => (byte & 0x90) === 0),
  },
  repeatsDamaged: false,
  identify: null,
};
