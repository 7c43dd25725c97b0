import { describe, expect, it } from 'vitest';
import { demoCatalogue, gtinCheckDigit } from './demo-catalogue.ts';

describe('the demo catalogue', () => {
  const goods = demoCatalogue();

  it('holds 200 goods with their own codes and barcodes', () => {
    expect(goods).toHaveLength(200);
    expect(new Set(goods.map((good) => good.code)).size).toBe(200);
    expect(new Set(goods.map((good) => good.gtin13)).size).toBe(200);
  });

  it('computes the GS1 check digit of the reference', () => {
    expect(gtinCheckDigit('629104150021')).toBe('3');
    expect(gtinCheckDigit('10614141123456789')).toBe('7');
  });

  it('gives each good a valid EAN-13 that no real good carries', () => {
    for (const { gtin13 } of goods) {
      expect(gtin13).toMatch(/^952\d{10}$/);
      expect(gtinCheckDigit(gtin13.slice(0, 12))).toBe(gtin13.slice(12));
    }
  });

  it('weighs and prices everything in whole grams and fen', () => {
    for (const good of goods) {
      expect(Number.isInteger(good.weightG) && good.weightG > 0).toBe(true);
      expect(Number.isInteger(good.priceMinor) && good.priceMinor > 0).toBe(true);
      expect(good.hsHint ?? '000000').toMatch(/^\d{6}$/);
    }
  });

  it('lets a scale tell sizes and packs apart', () => {
    const weights = (prefix: string): number[] =>
      goods.filter((good) => good.code.startsWith(prefix)).map((good) => good.weightG);
    expect(new Set(weights('TEE-')).size).toBe(5);
    expect(new Set(weights('SOK-')).size).toBe(5);
  });
});
