import type { Cell } from '#shared/csv/csv-row.ts';
import type { ReadDb } from '#main/db/handles.ts';

/** Which rows are wanted. */
export interface ExportFilter {
  readonly status: string | null;
  /** Id or name of a shop. */
  readonly shop: string | null;
  /** Any number of one order. */
  readonly order: string | null;
  /** Personal data in clear; the caller has written the look down. */
  readonly isRevealed: boolean;
}

/** One kind of export: its columns, and its rows one after the other, so that a million of them need no memory. */
export interface ExportTable {
  readonly columns: readonly string[];
  rows(db: ReadDb, filter: ExportFilter): IterableIterator<readonly Cell[]>;
}

/** UTC in ISO 8601, or nothing. */
export function utcText(atMs: number | null): string | null {
  return atMs === null ? null : new Date(atMs).toISOString();
}
