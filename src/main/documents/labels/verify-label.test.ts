import { describe, expect, it } from 'vitest';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';
import { renderLabel } from '#main/documents/labels/render-label.ts';
import { verifyLabel } from '#main/documents/labels/verify-label.ts';
import { defineLayout } from '#shared/model/label-layout.ts';

const layout = defineLayout({
  id: 'sample',
  title: { en: 'Sample', 'zh-CN': '样张' },
  widthMm: 100,
  heightMm: 80,
  elements: [
    { kind: 'barcode', symbology: 'code128', content: 'SF1040275268927', x: 3, y: 3, w: 94, h: 15, moduleMm: 0.375 },
    {
      kind: 'barcode',
      symbology: 'gs1-128',
      content: '(01)09521234543213(10)AB-12(21)S1',
      x: 3,
      y: 22,
      w: 94,
      h: 12,
      moduleMm: 0.25,
    },
    { kind: 'barcode', symbology: 'ean13', content: '6901234567892', x: 3, y: 40, w: 45, h: 15, moduleMm: 0.375 },
    {
      kind: 'barcode',
      symbology: 'qrcode',
      content: '收货 SF1040275268927',
      x: 50,
      y: 40,
      w: 25,
      h: 25,
      moduleMm: 0.5,
    },
    { kind: 'barcode', symbology: 'datamatrix', content: 'SF1040275268927', x: 75, y: 40, w: 22, h: 22, moduleMm: 0.5 },
  ],
});

const label = renderLabel(layout, {}, 8);

function changed(change: (get: (x: number, y: number) => boolean, x: number, y: number) => boolean): Bitmap {
  const { widthDots, heightDots, bytesPerRow, data } = label.bitmap;
  const get = (x: number, y: number): boolean => ((data[y * bytesPerRow + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
  const copy = new Uint8Array(data.length);
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1) {
      const at = y * bytesPerRow + (x >> 3);
      if (change(get, x, y)) copy[at] = (copy[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { ...label.bitmap, data: copy };
}

const { widthDots, heightDots } = label.bitmap;
const [waybill] = label.expectedBarcodes;
if (!waybill) throw new Error('no barcode');

const isInWaybill = (x: number, y: number): boolean =>
  x >= waybill.x && x < waybill.x + waybill.w && y >= waybill.y && y < waybill.y + waybill.h;
const turned = (x: number): number => 2 * waybill.x + waybill.w - 1 - x;

describe('verifyLabel', () => {
  it('accepts the label as drawn and names what a scanner will send', async () => {
    const found = await verifyLabel(label.bitmap, label.expectedBarcodes);
    expect(found.map((barcode) => barcode.symbologyId).sort()).toEqual([']C0', ']C1', ']E0', ']Q1', ']d1']);
    expect(found.map((barcode) => barcode.text)).toContain('010952123454321310AB-12\u001d21S1');
  });

  it.each([
    ['mirrored', changed((get, x, y) => get(widthDots - 1 - x, y))],
    ['turned upside down', changed((get, x, y) => get(widthDots - 1 - x, heightDots - 1 - y))],
    ['inverted', changed((get, x, y) => !get(x, y))],
    ['shifted by three dots', changed((get, x, y) => x >= 3 && get(x - 3, y))],
    ['cut off in the middle', changed((get, x, y) => y < 300 && get(x, y))],
    ['a barcode with a white line across', changed((get, x, y) => y !== 60 && get(x, y))],
    ['a barcode turned in its place', changed((get, x, y) => (isInWaybill(x, y) ? get(turned(x), y) : get(x, y)))],
    ['a barcode half as high', changed((get, x, y) => (y < 80 || y > 150) && get(x, y))],
    ['something in a quiet zone', changed((get, x, y) => get(x, y) || (x === waybill.x - 12 && y > 100 && y < 120))],
  ])('refuses a label: %s', async (_, bitmap) => {
    await expect(verifyLabel(bitmap, label.expectedBarcodes)).rejects.toMatchObject({
      code: 'ERR_LABEL_READBACK_FAILED',
    });
  });

  it('refuses a square code that is mirrored in its place, where a reader sees the right text', async () => {
    const code = label.expectedBarcodes.find(({ symbology }) => symbology === 'qrcode');
    if (!code) throw new Error('no square code');
    const { x: left, y: top, w, h } = code;
    const mirrored = changed((get, x, y) => {
      const isInside = x >= left && x < left + w && y >= top && y < top + h;
      // About its diagonal: its three corners stay where they are.
      return isInside ? get(left + y - top, top + x - left) : get(x, y);
    });
    await expect(verifyLabel(mirrored, label.expectedBarcodes)).rejects.toMatchObject({ data: { detail: 'mirrored' } });
  });

  it('refuses a label with one barcode more or with another text than meant', async () => {
    await expect(verifyLabel(label.bitmap, label.expectedBarcodes.slice(1))).rejects.toMatchObject({
      data: { detail: 'count' },
    });
    const others = label.expectedBarcodes.map((barcode) => ({ ...barcode, text: `${barcode.text}0` }));
    await expect(verifyLabel(label.bitmap, others)).rejects.toMatchObject({ data: { detail: 'text' } });
  });
});
