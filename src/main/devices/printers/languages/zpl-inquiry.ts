import type { PrinterInquiry } from '#main/devices/printers/printer-language.ts';

const HIGHEST_DOTS_PER_MM = 24;

/** `~HI` -> `model,version,dots per mm,memory,options`, with or without STX and ETX around it (ZPL II guide, ~HI). */
export const zplInquiry: PrinterInquiry = {
  request: Buffer.from('~HI\r\n', 'latin1'),
  parse(received) {
    const text = Buffer.from(received).toString('latin1');
    const match = /\x02?([^\x02,\r\n]{2,40}),(V[\w.]+),(\d{1,2}),(\d+) ?KB[^\r\n]*[\r\n\x03]/i.exec(text);
    if (!match) return null;
    const dotsPerMm = Number(match[3]);
    return {
      model: (match[1] ?? '').trim(),
      dotsPerMm: dotsPerMm > 0 && dotsPerMm <= HIGHEST_DOTS_PER_MM ? dotsPerMm : null,
    };
  },
};
