import type { PrinterInquiry } from '#main/devices/printers/printer-language.ts';

/** `GS I 67` -> `5F name 00` (Epson ESC/POS reference, GS I). */
export const escposInquiry: PrinterInquiry = {
  request: Uint8Array.of(0x1d, 0x49, 67),
  parse(received) {
    const match = /_([\x20-\x7e]{0,80})\0/.exec(Buffer.from(received).toString('latin1'));
    return match ? { model: (match[1] ?? '').trim(), dotsPerMm: null } : null;
  },
};
