import type { ErrorData } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

/** What a reader is started with. */
export interface ReaderSetup {
  readonly file: string;
  readonly key: Uint8Array;
  readonly slowQueryMs: number;
  /** A thread that rests so long lets go of its pages. */
  readonly keepPagesMs: number;
}

/** Asks a reader to copy the WAL into the file, on a connection of its own. */
export const COPY_WAL = 'copy-wal';

/** A reader has one request at a time, so answers need no number. */
export interface ReaderRequest {
  readonly name: string;
  readonly input: unknown;
}

/** Errors cross as code and data, anything else as text; a reader also tells of slow statements. */
export type ReaderMessage =
  | { readonly kind: 'answer'; readonly output: unknown }
  | { readonly kind: 'app-error'; readonly code: ErrorCode; readonly data: ErrorData }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'slow'; readonly sql: string; readonly durationMs: number };
