import type { CheckedFile, CheckedRow, FileRequest } from '#main/usecases/imports/check-file.ts';
import type { ErrorData } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

/** One request at a time, so answers need no number; parts of the file come before it is opened, and are not answered. */
export type ImportThreadRequest =
  | { readonly kind: 'part'; readonly bytes: Uint8Array }
  | { readonly kind: 'open'; readonly request: Omit<FileRequest, 'bytes'> }
  | { readonly kind: 'next'; readonly count: number };

export type ImportThreadReply =
  | { readonly kind: 'opened'; readonly file: Omit<CheckedFile, 'rows'> }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly data: ErrorData }
  | { readonly kind: 'rows'; readonly rows: readonly CheckedRow[] };
