import type { DrawnLabel, LabelOrder } from '#main/documents/draw-label.ts';
import type { ErrorData } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

/** Pool -> worker. */
export interface RasterRequest {
  readonly id: number;
  readonly order: LabelOrder;
}

/** Worker -> pool. Errors travel as code and data: classes do not survive between threads. */
export type RasterReply =
  | { readonly id: number; readonly label: DrawnLabel }
  | { readonly id: number; readonly error: { readonly code: ErrorCode; readonly data: ErrorData } }
  | { readonly id: number; readonly fault: string };
