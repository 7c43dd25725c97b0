import type { Bitmap } from '#main/documents/labels/bitmap.ts';
import type { PagePiece } from '#main/documents/layout/page-piece.ts';

/** A label as it will be sent: one bitmap that was read back before anything leaves. */
export interface RenderedLabel {
  readonly bitmap: Bitmap;
  /** SHA-256 of the bitmap; the same content always has the same. */
  readonly contentHash: string;
  /** Of a receipt: what stands on it, and where. */
  readonly receipt?: readonly PagePiece[];
}

/** Draws and verifies labels (documents/raster-pool.ts in the product). @throws AppError ERR_LABEL_* */
export interface LabelRenderer {
  render(templateId: string, data: Readonly<Record<string, unknown>>, dotsPerMm: number): Promise<RenderedLabel>;
  png(templateId: string, data: Readonly<Record<string, unknown>>, dotsPerMm: number): Promise<Uint8Array>;
}
