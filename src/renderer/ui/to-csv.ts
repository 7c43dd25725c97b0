import { csvRow } from '#shared/csv/csv-row.ts';

/** A table for spreadsheets: the rows of `csvRow`, with the mark in front by which Excel knows UTF-8. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map(csvRow).join('')}`;
}
