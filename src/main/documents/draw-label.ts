import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorData } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';
import { LabelData } from '#shared/model/label-layout.ts';
import type { LabelLayout, Symbology } from '#shared/model/label-layout.ts';
import { labelTemplate } from '#main/documents/layout/templates/label-templates.ts';
import type { PagePiece } from '#main/documents/layout/page-piece.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';
import { renderLabel } from '#main/documents/labels/render-label.ts';
import type { RenderedLabel } from '#main/documents/labels/render-label.ts';
import { verifyLabel } from '#main/documents/labels/verify-label.ts';

/** What to draw. `data` is checked here: it may come from a job row written by an older version. */
export interface LabelOrder {
  /** Id of one of the product's own, or a layout. */
  readonly template: string | LabelLayout;
  readonly data: Readonly<Record<string, unknown>>;
  readonly dotsPerMm: number;
  /** Shows a label that would not be sent, instead of refusing it. */
  readonly isPreview?: boolean;
}

/** A finished label whose barcodes have been read back. */
export interface DrawnLabel {
  readonly bitmap: Bitmap;
  /** SHA-256 of the bitmap; the same content always has the same. */
  readonly contentHash: string;
  readonly barcodes: readonly { readonly symbology: Symbology; readonly text: string; readonly moduleDots: number }[];
  /** Why the barcodes could not be read back; only ever in a preview. */
  readonly problem: { readonly code: ErrorCode; readonly data: ErrorData } | null;
  /** Characters that no font has, printed as 〓. */
  readonly replacedCharacters: readonly string[];
  /** Of a receipt, the same page as texts, rules and barcodes: its printer may write it with fonts of its own. */
  readonly receipt?: readonly PagePiece[];
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
  const layout = typeof order.template === 'string' ? labelTemplate(order.template) : order.template;
  const label = renderLabel(layout, data.data, order.dotsPerMm);
  const problem = await problemOf(label);
  if (problem && !order.isPreview) throw problem;
  return {
    problem: problem && { code: problem.code, data: problem.data },
    bitmap: label.bitmap,
    contentHash: label.contentHash,
    barcodes: label.expectedBarcodes.map(({ symbology, text, moduleDots }) => ({ symbology, text, moduleDots })),
    replacedCharacters: label.replacedCharacters,
    ...(layout.kind === 'receipt' && { receipt: label.drawList.pieces }),
  };
}

async function problemOf(label: RenderedLabel): Promise<AppError | null> {
  try {
    await verifyLabel(label.bitmap, label.expectedBarcodes);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}
