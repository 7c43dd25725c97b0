import { csvRow } from '#shared/csv/csv-row.ts';
import type { Cell } from '#shared/csv/csv-row.ts';

export type ExportFormat = 'csv' | 'json';

/** Told to spreadsheets: what follows is UTF-8. Without it Excel reads Chinese as something else. */
const BYTE_ORDER_MARK = '\uFEFF';
/** Written in pieces of about this size. */
const PIECE_CHARS = 64 * 1024;

export interface ExportText {
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly Cell[]>;
  readonly format: ExportFormat;
  /** For files that a spreadsheet opens; never in a pipe. */
  readonly hasByteOrderMark: boolean;
}

/** Writes rows as CSV (RFC 4180) or as a JSON array of objects, piece by piece. @returns how many rows */
export function writeExport(
  { columns, rows, format, hasByteOrderMark }: ExportText,
  write: (text: string) => void,
): number {
  let piece = format === 'csv' ? (hasByteOrderMark ? BYTE_ORDER_MARK : '') + csvRow(columns) : '[';
  let count = 0;
  for (const row of rows) {
    piece += format === 'csv' ? csvRow(row) : `${count > 0 ? ',' : ''}\n${JSON.stringify(objectOf(columns, row))}`;
    count += 1;
    if (piece.length < PIECE_CHARS) continue;
    write(piece);
    piece = '';
  }
  write(format === 'csv' ? piece : `${piece}\n]\n`);
  return count;
}

function objectOf(columns: readonly string[], row: readonly Cell[]): Record<string, Cell> {
  return Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null]));
}
