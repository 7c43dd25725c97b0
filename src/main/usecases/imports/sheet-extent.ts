/** The highest row that the format knows. */
const LAST_ROW = 1_048_576;

const TAG = /<(?:\w+:)?(?:c|row)\b([^>]*)>/g;
const ADDRESS = /(?:^|\s)r\s*=\s*["']([A-Za-z]{0,4})(\d{1,16})["']/;

/**
 * How far the cells of a sheet reach, read from their addresses alone: the reader of workbooks fills every gap up to the
 * last cell, so that a single cell in the far corner would become seventeen thousand million empty ones.
 * @throws Error for an address that no spreadsheet has
 */
export function sheetExtent(xml: string): { rows: number; columns: number } {
  let rows = 0;
  let columns = 0;
  for (const [, attributes = ''] of xml.matchAll(TAG)) {
    const [, letters = '', digits = '0'] = ADDRESS.exec(attributes) ?? [];
    const row = Number(digits);
    if (row > LAST_ROW) throw new Error('a row beyond the format');
    // Formats reach far beyond the data: an empty cell (`<c r="XFD1" s="3"/>`) or row says nothing.
    if (letters === '' || attributes.endsWith('/')) continue;
    rows = Math.max(rows, row);
    columns = Math.max(columns, columnNumber(letters));
  }
  return { rows, columns };
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}
