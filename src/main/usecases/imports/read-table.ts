import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { sheetExtent } from '#main/usecases/imports/sheet-extent.ts';
import { unpackWorkbook } from '#main/usecases/imports/unpack-workbook.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface TableRow {
  /** As a spreadsheet program counts: the header usually stands in row 1. */
  readonly rowNumber: number;
  /** As text; at least as many as there are headers, more where the row is wider than the header. */
  readonly cells: readonly string[];
}

export interface Table {
  /** Each once: the second `SKU` is called `SKU (2)`. */
  readonly headers: readonly string[];
  readonly rows: readonly TableRow[];
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'xlsx';
}

const MAX_BYTES = 20 * 1024 * 1024;
const MAX_ROWS = 50_000;
/** Titles, blank lines and the header may stand before and between the rows. */
const MAX_ROWS_WITH_TITLES = MAX_ROWS + 1_000;
const MAX_COLUMNS = 200;
/** From here on spreadsheets no longer keep every digit of a number. */
const FIRST_ROUNDED_NUMBER = 1e15;

/**
 * Reads a CSV (UTF-8, UTF-16 or GB18030; comma, semicolon or tab) or XLSX file into text cells. The first row that has two
 * filled cells is the header; rows without any text are left out.
 * @throws AppError ERR_IMPORT_FILE_TOO_LARGE, ERR_IMPORT_FILE_UNREADABLE, ERR_IMPORT_NOT_A_WORKBOOK, ERR_IMPORT_EMPTY
 */
export async function readTable(fileName: string, bytes: Uint8Array): Promise<Table> {
  if (bytes.byteLength > MAX_BYTES)
    throw new AppError('ERR_IMPORT_FILE_TOO_LARGE', { fileName, limitMb: MAX_BYTES / 1024 / 1024 });
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (isZip) return tableOf(fileName, await readXlsx(fileName, bytes), 'xlsx');
  try {
    // Platforms hand out tables of text under the name of a workbook; what can be read as one is.
    const { cells, encoding } = readCsv(fileName, bytes);
    return tableOf(fileName, cells, encoding);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'ERR_IMPORT_FILE_TOO_LARGE' || !/\.xlsx$/i.test(fileName))
      throw error;
    throw new AppError('ERR_IMPORT_NOT_A_WORKBOOK', { fileName }, { cause: error });
  }
}

function tableOf(fileName: string, cells: readonly string[][], encoding: Table['encoding']): Table {
  const filled = cells
    .map((row, index) => ({ rowNumber: index + 1, cells: row }))
    .filter((row) => row.cells.some(isFilled));
  const headerIndex = filled.findIndex((row) => row.cells.filter(isFilled).length >= 2);
  const headers = filled[headerIndex]?.cells.map((cell) => cell.trim());
  const rows = filled.slice(headerIndex + 1);
  if (!headers || rows.length === 0) throw new AppError('ERR_IMPORT_EMPTY', { fileName });
  if (headers.length > MAX_COLUMNS)
    throw new AppError('ERR_IMPORT_FILE_TOO_LARGE', { fileName, limitColumns: MAX_COLUMNS });
  if (rows.length > MAX_ROWS) throw new AppError('ERR_IMPORT_FILE_TOO_LARGE', { fileName, limitRows: MAX_ROWS });
  return { headers: nameEachOnce(headers), rows: rows.map((row) => padded(row, headers.length)), encoding };
}

function isFilled(cell: string): boolean {
  return cell.trim() !== '';
}

function padded(row: TableRow, width: number): TableRow {
  const missing = width - row.cells.length;
  return missing <= 0 ? row : { ...row, cells: [...row.cells, ...Array.from({ length: missing }, () => '')] };
}

function nameEachOnce(headers: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return headers.map((header) => {
    const count = (counts.get(header) ?? 0) + 1;
    counts.set(header, count);
    return count === 1 || header === '' ? header : `${header} (${count})`;
  });
}

async function readXlsx(fileName: string, bytes: Uint8Array): Promise<string[][]> {
  try {
    const { archive, sheets } = unpackWorkbook(fileName, bytes);
    for (const sheet of sheets) {
      const { rows, columns } = sheetExtent(sheet);
      if (rows > MAX_ROWS_WITH_TITLES)
        throw new AppError('ERR_IMPORT_FILE_TOO_LARGE', { fileName, limitRows: MAX_ROWS });
      if (columns > MAX_COLUMNS)
        throw new AppError('ERR_IMPORT_FILE_TOO_LARGE', { fileName, limitColumns: MAX_COLUMNS });
    }
    const rows = await readSheet(Buffer.from(archive));
    return rows.map((row) => row.map(cellText));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('ERR_IMPORT_FILE_UNREADABLE', { fileName, reason: 'xlsx' }, { cause: error });
  }
}

/**
 * Dates come as UTC midnight of the sheet's wall clock. A number that is too long for a spreadsheet is written the way that
 * spreadsheets write it, so that nobody takes it for a whole one (read-cell.ts refuses it).
 */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 19).replace('T', ' ');
  if (typeof cell === 'number' && Math.abs(cell) >= FIRST_ROUNDED_NUMBER) return cell.toExponential().replace('e', 'E');
  return String(cell);
}

function readCsv(fileName: string, bytes: Uint8Array): { cells: string[][]; encoding: Table['encoding'] } {
  const { text, encoding } = decode(bytes);
  if (text.includes('\u0000')) throw new AppError('ERR_IMPORT_FILE_UNREADABLE', { fileName, reason: 'binary' });
  if (text.includes('\uFFFD')) throw new AppError('ERR_IMPORT_FILE_UNREADABLE', { fileName, reason: 'encoding' });
  const parsed = Papa.parse<string[]>(text, {
    delimitersToGuess: [',', ';', '\t', '|'],
    preview: MAX_ROWS_WITH_TITLES + 1,
  });
  const broken = parsed.errors.find((error) => error.type === 'Quotes');
  if (broken)
    throw new AppError('ERR_IMPORT_FILE_UNREADABLE', { fileName, reason: 'quotes', row: (broken.row ?? 0) + 1 });
  if (parsed.data.length > MAX_ROWS_WITH_TITLES)
    throw new AppError('ERR_IMPORT_FILE_TOO_LARGE', { fileName, limitRows: MAX_ROWS });
  return { cells: parsed.data, encoding };
}

/** UTF-8 unless the bytes are not valid UTF-8: then GB18030, which Chinese spreadsheets write without any mark. */
function decode(bytes: Uint8Array): { text: string; encoding: Table['encoding'] } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16le' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16be' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: iconv.decode(Buffer.from(bytes), 'gb18030'), encoding: 'gb18030' };
  }
}
