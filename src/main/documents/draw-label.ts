import { AppError } from '#shared/errors/app-error.ts';
import { LabelData } from '#shared/model/label-layout.ts';
import type { Symbology } from '#shared/model/label-layout.ts';
import { labelTemplate } from '#main/documents/layout/templates/label-templates.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';
import { renderLabel } from '#main/documents/labels/render-label.ts';
import { verifyLabel } from '#main/documents/labels/verify-label.ts';

/** What to draw. `data` is checked here: it may come from a job row written by an older version. */
export interface LabelOrder {
  readonly templateId: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly dotsPerMm: number;
}

/** A finished label whose barcodes have been read back. */
export interface DrawnLabel {
  readonly bitmap: Bitmap;
  /** SHA-256 of the bitmap; the same content always has the same. */
  readonly contentHash: string;
  readonly barcodes: readonly { readonly symbology: Symbology; readonly text: string }[];
  /** Characters that no font has, printed as 〓. */
  readonly replacedCharacters: readonly string[];
}

/**
 * Draws a template and reads the result back. The one job of the raster workers; also runs in this thread.
 * @throws AppError ERR_LABEL_*
 */
export async function drawLabel(order: LabelOrder): Promise<DrawnLabel> {
  const data = LabelData.safeParse(order.data);
  if (!data.success) {
    throw new AppError('ERR_LABEL_FIELD_MISSING', { field: data.error.issues[0]?.path.join('.') ?? 'data' });
  }
  const label = renderLabel(labelTemplate(order.templateId), data.data, order.dotsPerMm);
  await verifyLabel(label.bitmap, label.expectedBarcodes);
  return {
    bitmap: label.bitmap,
    contentHash: label.contentHash,
    barcodes: label.expectedBarcodes.map(({ symbology, text }) => ({ symbology, text })),
    replacedCharacters: label.replacedCharacters,
  };
}
