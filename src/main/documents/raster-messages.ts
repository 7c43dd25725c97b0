import type { CustomsPaperOrder } from '#main/documents/customs/draw-customs-paper.ts';
import type { PaperPictures } from '#main/documents/customs/draw-paper-pictures.ts';
import type { PressedCustomsPaper } from '#main/documents/customs/press-customs-paper.ts';
import type { DrawnLabel, LabelOrder } from '#main/documents/draw-label.ts';
import type { PdfMerge } from '#main/documents/pdf/merge-pdfs.ts';
import type { PdfOrder } from '#main/documents/pdf/render-pdf.ts';
import type { ErrorData } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

/** What a worker can be asked for. */
export type RasterWork =
  | { readonly label: LabelOrder }
  | { readonly pdf: PdfOrder }
  | { readonly merge: PdfMerge }
  | { readonly paper: CustomsPaperOrder }
  | { readonly paperPictures: CustomsPaperOrder; readonly mostPages: number };

export type RasterResult =
  | { readonly label: DrawnLabel }
  | { readonly pdf: Uint8Array }
  | { readonly paper: PressedCustomsPaper }
  | PaperPictures;

/** Pool -> worker. */
export interface RasterRequest {
  readonly id: number;
  readonly work: RasterWork;
}

/** Worker -> pool. Errors travel as code and data: classes do not survive between threads. */
export type RasterReply =
  | { readonly id: number; readonly result: RasterResult }
  | { readonly id: number; readonly error: { readonly code: ErrorCode; readonly data: ErrorData } }
  | { readonly id: number; readonly fault: string };
