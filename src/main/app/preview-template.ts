import { encodePng } from '#main/documents/labels/png.ts';
import type { RasterPool } from '#main/documents/raster-pool.ts';
import type { TemplatePreview } from '#shared/contract/templates.ts';
import type { LabelData, LabelLayout } from '#shared/model/label-layout.ts';

export type PreviewTemplate = (drawing: {
  readonly layout: LabelLayout;
  readonly data: LabelData;
  readonly dotsPerMm: number;
}) => Promise<TemplatePreview>;

/** A layout as a picture, dot for dot as the printer would get it. */
export function createPreview(pool: RasterPool): PreviewTemplate {
  return async ({ layout, data, dotsPerMm }) => {
    const drawn = await pool.preview(layout, data, dotsPerMm);
    return {
      pngBase64: Buffer.from(encodePng(drawn.bitmap, dotsPerMm)).toString('base64'),
      widthDots: drawn.bitmap.widthDots,
      heightDots: drawn.bitmap.heightDots,
      barcodes: drawn.barcodes.map(({ symbology, text, moduleDots }) => ({
        symbology,
        text,
        moduleMm: Math.round((moduleDots / dotsPerMm) * 1000) / 1000,
      })),
      replacedCharacters: [...drawn.replacedCharacters],
      problem: drawn.problem && { code: drawn.problem.code, data: { ...drawn.problem.data } },
    };
  };
}
