import type { DrawList, ExpectedBarcode } from '#main/documents/layout/draw-list.ts';
import type { LabelData, LabelLayout } from '#shared/model/label-layout.ts';
import { resolveLayout } from '#main/documents/layout/resolve-layout.ts';
import { hashBitmap } from '#main/documents/labels/bitmap-hash.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';
import { labelFonts } from '#main/documents/labels/label-fonts.ts';
import { encodePng } from '#main/documents/labels/png.ts';
import { rasterize } from '#main/documents/labels/rasterize.ts';

export interface RenderedLabel {
  readonly bitmap: Bitmap;
  /** SHA-256 over size and dots: equal hash, equal label. */
  readonly contentHash: string;
  readonly expectedBarcodes: readonly ExpectedBarcode[];
  /** Characters printed as 〓. */
  readonly replacedCharacters: readonly string[];
  readonly drawList: DrawList;
  /** The label exactly as it will be printed. */
  png(): Uint8Array;
}

/**
 * Lays out and draws one label as the 1-bit bitmap that every printer language wraps.
 * @throws AppError of `resolveLayout`.
 */
export function renderLabel(layout: LabelLayout, data: LabelData, dotsPerMm: number): RenderedLabel {
  const fonts = labelFonts();
  const drawList = resolveLayout(layout, data, dotsPerMm, fonts);
  const bitmap = rasterize(drawList, fonts);
  return {
    bitmap,
    contentHash: hashBitmap(bitmap),
    expectedBarcodes: drawList.barcodes,
    replacedCharacters: drawList.replacedCharacters,
    drawList,
    png: () => encodePng(bitmap, dotsPerMm),
  };
}
