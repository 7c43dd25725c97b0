import type { PdfOrder } from '#main/documents/pdf/render-pdf.ts';
import type { LabelData, LabelLayout } from '#shared/model/label-layout.ts';

/** What the use cases of templates need of the documents, brought by the composition root. */
export interface TemplateServices {
  /** Templates that came with the product; the first of a kind is its default. */
  readonly builtIns: readonly LabelLayout[];
  /** Draws and reads back. @throws AppError ERR_LABEL_* */
  draw(layout: LabelLayout, data: LabelData, dotsPerMm: number): Promise<unknown>;
  pdf(order: PdfOrder): Promise<Uint8Array>;
}
