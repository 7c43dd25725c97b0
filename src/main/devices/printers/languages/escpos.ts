import { ESCPOS_CALIBRATION } from '#main/devices/printers/languages/escpos-calibration.ts';
import { encodeEscposJob } from '#main/devices/printers/languages/escpos-job.ts';
import { encodeEscposReceipt } from '#main/devices/printers/languages/escpos-receipt.ts';
import { escposInquiry } from '#main/devices/printers/languages/escpos-inquiry.ts';
import { escposStatus } from '#main/devices/printers/languages/escpos-status.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';

/** ESC/POS of Epson and close relatives: `GS ( H` sends a mark back once the data before it are printed. */
export const escpos: PrinterLanguage = {
  id: 'escpos',
  label: 'ESC/POS',
  encode: encodeEscposJob,
  encodeReceipt: encodeEscposReceipt,
  needsBinaryLine: true,
  status: escposStatus,
  calibration: ESCPOS_CALIBRATION,
  proof: 'acknowledged',
  endOfJob: {
    kind: 'echo',
    command: (mark) => Buffer.concat([Uint8Array.of(0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30), Buffer.from(mark, 'latin1')]),
    isIn: (received, mark) => Buffer.from(received).includes(`\x37\x22${mark}\0`, 0, 'latin1'),
  },
  repeatsDamaged: false,
  identify: escposInquiry,
};
