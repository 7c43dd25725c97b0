/** A cell: numbers are ours and safe, texts may come from anybody. */
export type Cell = string | number | null;

/**
 * How a text begins that a spreadsheet would take for a formula (OWASP: CSV injection). The full-width signs count too:
 * Chinese and Japanese Excel turn them into the plain ones.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** One line of a CSV file by RFC 4180, its line break included. Texts that look like formulas get an apostrophe in front. */
export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
