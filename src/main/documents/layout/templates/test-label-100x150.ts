import { defineLayout } from '#shared/model/label-layout.ts';
import type { LabelData } from '#shared/model/label-layout.ts';

/** What an operator sees after pressing "print a test label". */
export interface TestLabel {
  readonly printerName: string;
  readonly address: string;
  readonly language: string;
  readonly dotsPerMm: number;
  readonly printedAt: string;
  /** Short, unique: scanning it proves that this very label came out. */
  readonly testCode: string;
}

export function testLabelData(label: TestLabel): LabelData {
  return { ...label, dotsPerMm: String(label.dotsPerMm) };
}

/** Shows at one glance whether size, position, darkness, sharpness and all barcode kinds are right. */
export const testLabel100x150 = defineLayout({
  id: 'test-label-100x150',
  kind: 'test',
  title: { en: 'Test label 100 × 150 mm', 'zh-CN': '测试标签 100 × 150 毫米' },
  widthMm: 100,
  heightMm: 150,
  elements: [
    { kind: 'box', x: 1, y: 1, w: 98, h: 148, thicknessMm: 0.25 },
    { kind: 'box', x: 2, y: 2, w: 96, h: 14, filled: true },
    {
      kind: 'text',
      content: '测试标签 Test label',
      x: 4,
      y: 2,
      w: 92,
      h: 14,
      sizeMm: 8,
      weight: 700,
      align: 'center',
      valign: 'middle',
      color: 'white',
    },
    {
      kind: 'text',
      name: 'printer',
      content: '{{printerName}}',
      x: 5,
      y: 19,
      w: 90,
      h: 6,
      sizeMm: 5,
      minSizeMm: 3,
      weight: 700,
      overflow: 'ellipsis',
      missingGlyph: 'replace',
    },
    {
      kind: 'text',
      name: 'address',
      content: '{{address}} · {{language}} · {{dotsPerMm}} dots/mm',
      x: 5,
      y: 26,
      w: 90,
      h: 4,
      sizeMm: 3.2,
      minSizeMm: 2.4,
      overflow: 'ellipsis',
    },
    { kind: 'text', content: '{{printedAt}}', x: 5, y: 31, w: 90, h: 4, sizeMm: 3.2 },
    { kind: 'line', x: 2, y: 36.5, w: 96, h: 0 },
    {
      kind: 'barcode',
      name: 'test code',
      symbology: 'code128',
      content: '{{testCode}}',
      x: 3,
      y: 38.5,
      w: 94,
      h: 13,
      moduleMm: 0.375,
    },
    { kind: 'text', content: '{{testCode}}', x: 5, y: 52.2, w: 90, h: 4, sizeMm: 3.5, weight: 700, align: 'center' },
    {
      kind: 'barcode',
      name: 'GS1',
      symbology: 'gs1-128',
      content: '(01)09521234543213(10)AB-12',
      x: 3,
      y: 58,
      w: 94,
      h: 10,
      moduleMm: 0.25,
    },
    {
      kind: 'barcode',
      name: 'EAN',
      symbology: 'ean13',
      content: '6901234567892',
      x: 2.5,
      y: 71,
      w: 46,
      h: 17,
      moduleMm: 0.375,
    },
    {
      kind: 'barcode',
      name: 'QR',
      symbology: 'qrcode',
      content: 'PACKBENCH {{testCode}}',
      x: 50,
      y: 69.5,
      w: 22,
      h: 20,
      moduleMm: 0.5,
    },
    {
      kind: 'barcode',
      name: 'DM',
      symbology: 'datamatrix',
      content: 'PACKBENCH {{testCode}}',
      x: 74,
      y: 69.5,
      w: 22,
      h: 20,
      moduleMm: 0.5,
    },
    { kind: 'line', x: 2, y: 91, w: 96, h: 0 },
    {
      kind: 'text',
      content: '8 毫米 mm 永字八法 AaBb',
      x: 5,
      y: 92.5,
      w: 90,
      h: 8.5,
      sizeMm: 8,
      minSizeMm: 6,
      weight: 700,
    },
    {
      kind: 'text',
      content: '4 毫米 上海市浦东新区 Shanghai 0123456789',
      x: 5,
      y: 102,
      w: 90,
      h: 4.4,
      sizeMm: 4,
      minSizeMm: 3.4,
      weight: 500,
    },
    {
      kind: 'text',
      content: '3 毫米 กรุงเทพมหานคร Bangkok · Zürich · Łódź · Đà Nẵng',
      x: 5,
      y: 107.4,
      w: 90,
      h: 4,
      sizeMm: 3,
    },
    {
      kind: 'text',
      content: '2.4 毫米 细小文字也要清晰可辨 small print must stay legible 0O 1Il',
      x: 5,
      y: 112,
      w: 90,
      h: 3.2,
      sizeMm: 2.4,
    },
    ...densityBars(),
    {
      kind: 'text',
      content: '粗细线条应清楚分开 Lines must stay apart',
      x: 5,
      y: 141.5,
      w: 90,
      h: 3,
      sizeMm: 2.6,
      align: 'center',
    },
  ],
});

/** Bars of one to eight eighths of a millimetre with gaps of the same width, and one solid block: darkness and weak elements show. */
function densityBars() {
  const bars = [0.125, 0.25, 0.375, 0.5, 0.75, 1].flatMap((width, group) =>
    Array.from({ length: 5 }, (_, index) => ({
      kind: 'box' as const,
      filled: true,
      x: 5 + group * 10.5 + index * width * 2,
      y: 118,
      w: width,
      h: 21,
    })),
  );
  return [...bars, { kind: 'box' as const, filled: true, x: 72, y: 118, w: 23, h: 21 }];
}
