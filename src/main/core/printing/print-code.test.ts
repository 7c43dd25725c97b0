import { describe, expect, it } from 'vitest';
import { formatPrintCode, readPrintCode } from '#core/printing/print-code.ts';

describe('the code on a label that was printed again', () => {
  it('tells the number of the label and of the print', () => {
    expect(readPrintCode(formatPrintCode('SF1040275268927', 2))).toEqual({ number: 'SF1040275268927', printNumber: 2 });
  });

  it('is never read out of the number of a carrier, an order or an article', () => {
    for (const code of ['SF1040275268927', 'A.P0', '.P2', 'JD.P', 'TEA-LJ-250', 'X.P12345'])
      expect(readPrintCode(code)).toBeNull();
  });
});
