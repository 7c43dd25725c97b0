import { describe, expect, it } from 'vitest';
import { renderLabel } from '#main/documents/labels/render-label.ts';
import { verifyLabel } from '#main/documents/labels/verify-label.ts';
import { BARCODE_FACTS } from '#main/documents/layout/symbologies.ts';
import { defineLayout, Symbology } from '#shared/model/label-layout.ts';

const RESOLUTIONS = [
  ['203 dpi', 8],
  ['300 dpi', 11.811],
  ['600 dpi', 23.622],
] as const;

/** Content, and what a decoder makes of it. */
const SAMPLES: Readonly<Record<Symbology, readonly [content: string, decoded: string]>> = {
  code128: ['SF1040275268927', 'SF1040275268927'],
  'gs1-128': ['(00)395011015300000011', '00395011015300000011'],
  code39: ['ABC-123', 'ABC-123'],
  ean13: ['6901234567892', '6901234567892'],
  ean8: ['96385074', '96385074'],
  upca: ['012345678905', '0012345678905'],
  upce: ['01234565', '0012345000065'],
  itf14: ['15400141288763', '15400141288763'],
  qrcode: ['收货 SF1040275268927', '收货 SF1040275268927'],
  'gs1-qrcode': ['(01)09521234543213(10)AB-12(21)S1', '010952123454321310AB-12\u001d21S1'],
  datamatrix: ['SF1040275268927', 'SF1040275268927'],
  'gs1-datamatrix': ['(01)09521234543213(10)AB-12(21)S1', '010952123454321310AB-12\u001d21S1'],
  pdf417: ['SF1040275268927 571W-AB 1/1', 'SF1040275268927 571W-AB 1/1'],
};

const labelOf = (symbology: Symbology, dotsPerMm: number) =>
  renderLabel(
    defineLayout({
      id: 'sample',
      title: { en: 'Sample', 'zh-CN': '样张' },
      widthMm: 80,
      heightMm: 40,
      elements: [
        { kind: 'barcode', symbology, content: SAMPLES[symbology][0], x: 3, y: 3, w: 74, h: 30, moduleMm: 0.375 },
      ],
    }),
    {},
    dotsPerMm,
  );

describe.each(RESOLUTIONS)('at %s', (_, dotsPerMm) => {
  it.each(Symbology.options)(
    '%s is read back from the very bitmap, in its place and with its quiet zones',
    async (symbology) => {
      const { bitmap, expectedBarcodes } = labelOf(symbology, dotsPerMm);
      const [found] = await verifyLabel(bitmap, expectedBarcodes);
      expect(found?.text).toBe(SAMPLES[symbology][1]);
      expect(found?.symbologyId).toMatch(BARCODE_FACTS[symbology].aimId);
      expect(expectedBarcodes[0]?.moduleDots).toBe(Math.round(0.375 * dotsPerMm));
    },
  );
});

describe('UPC-E', () => {
  it.each([
    ['01234505', '0012000003455'],
    ['01234531', '0012300000451'],
    ['01234543', '0012340000053'],
    ['01234565', '0012345000065'],
  ])('%s means %s, as a decoder has it', async (content, gtin13) => {
    const layout = defineLayout({
      id: 'sample',
      title: { en: 'Sample', 'zh-CN': '样张' },
      widthMm: 60,
      heightMm: 30,
      elements: [{ kind: 'barcode', symbology: 'upce', content, x: 3, y: 3, w: 54, h: 20, moduleMm: 0.375 }],
    });
    const { bitmap, expectedBarcodes } = renderLabel(layout, {}, 8);
    const [found] = await verifyLabel(bitmap, expectedBarcodes);
    expect(found?.text).toBe(gtin13);
  });
});

describe('PDF417', () => {
  it('is refused when its last rows were not printed, although it still decodes', async () => {
    const { bitmap, expectedBarcodes } = labelOf('pdf417', 8);
    const [symbol] = expectedBarcodes;
    if (!symbol) throw new Error('no symbol');
    const data = bitmap.data.slice();
    data.fill(0, (symbol.y + symbol.h - 4) * bitmap.bytesPerRow);
    await expect(verifyLabel({ ...bitmap, data }, expectedBarcodes)).rejects.toMatchObject({
      code: 'ERR_LABEL_READBACK_FAILED',
      data: { detail: 'height' },
    });
  });
});
