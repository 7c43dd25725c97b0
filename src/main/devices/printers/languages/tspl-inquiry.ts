import type { PrinterInquiry } from '#main/devices/printers/printer-language.ts';

/**
 * `~!T` -> model name as one line; `~!I` -> code page and country, which only a TSPL printer answers with two numbers.
 * Both are answered only while the printer is ready. The name may carry the resolution or not, so it is not taken from here.
 */
export const tsplInquiry: PrinterInquiry = {
  // The first line end closes what questions in other languages have left in the line.
  request: Buffer.from('\r\n~!T\r\n~!I\r\n', 'latin1'),
  parse(received) {
    const lines = Buffer.from(received)
      .toString('latin1')
      .split(/\r\n|\r|\n/);
    const end = lines.findIndex((line) => /^[\w -]+, ?\d{3}$/.test(line));
    if (end < 0) return null;
    return { model: lines.slice(0, end).join(' ').trim(), dotsPerMm: null };
  },
};
