import { describe, expect, it } from 'vitest';
import { encodeBarcode } from '#main/documents/layout/barcode-modules.ts';
import { gs1ElementString } from '#main/documents/layout/gs1-element-string.ts';

describe('encodeBarcode', () => {
  it('gives the width and the black runs of a linear symbol', () => {
    const modules = encodeBarcode('ean13', '6901234567892', { ecLevel: 'M' });
    expect(modules.widthModules).toBe(95);
    expect(modules.runs.slice(0, 2)).toEqual([
      { row: 0, start: 0, length: 1 },
      { row: 0, start: 2, length: 1 },
    ]);
  });

  it('gives a square of runs for a QR code', () => {
    const modules = encodeBarcode('qrcode', 'HELLO', { ecLevel: 'M' });
    expect(modules).toMatchObject({ widthModules: 21, heightModules: 21, decodedText: 'HELLO' });
    expect(modules.runs[0]).toEqual({ row: 0, start: 0, length: 7 });
  });

  it.each([
    ['ean13', '6901234567891', 'ean13badCheckDigit'],
    ['ean13', '690123456789', 'digits'],
    ['code128', '中文', 'characters'],
    ['code128', '', 'empty'],
    ['gs1-128', '(01)09521234543210', 'GS1badChecksum'],
  ] as const)('refuses %s with %s', (symbology, content, detail) => {
    expect(() => encodeBarcode(symbology, content, { ecLevel: 'M' })).toThrow(
      expect.objectContaining({ code: 'ERR_LABEL_BARCODE_INVALID', data: { symbology, detail } }),
    );
  });
});

describe('gs1ElementString', () => {
  it('separates fields of variable length only', () => {
    expect(gs1ElementString('(01)09521234543213(10)AB-12(21)S1')).toBe('010952123454321310AB-12\u001d21S1');
    expect(gs1ElementString('(00)395011015300000011')).toBe('00395011015300000011');
  });
});
