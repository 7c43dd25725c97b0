import type { ShapeLanguage } from '#main/documents/labels/label-fonts.ts';
import type { PdfShape } from '#main/documents/pdf/pdf-shape.ts';
import type { LabelData, LabelLayout } from '#shared/model/label-layout.ts';

/** One page of a document: a layout with what it is filled with. */
export interface PdfPage {
  readonly layout: LabelLayout;
  readonly data: LabelData;
  /** Lie beneath everything else. */
  readonly shapes?: readonly PdfShape[];
  readonly language?: ShapeLanguage;
}
