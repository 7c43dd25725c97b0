import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { AppError } from '#shared/errors/app-error.ts';

export interface Table {
  readonly headers: readonly string[];
  /** Cells as text, padded to the width of the header. */
  readonly rows: readonly (readonly string[])[];
  readonly encoding: 'utf-8' | 'utf-16le' | 'gb18030' | 'xlsx';
}

const MAX_BYTES = 20 * 1024 * 1024;
const MAX_ROWS = 50_000;
const MAX_COLUMNS = 200;

/**
 * Reads a CSV (UTF-8, UTF-16 or GB18030; comma, semicolon or tab) or XLSX file into text cells. The first row that has two
 * filled cells is the header; rows without any text are left out.
 * @throws AppError ERR_IMPORT_FILE_TOO_LARGE, ERR_IMPORT_FILE_UNREADABLE, ERR_IMPORT_EMPTY
 */
export async function readTable(fileName: string, bytes: Uint8Array): Promise<Table> {
  if (bytes.byteLength > MAX_BYTES)
    throw new AppError('ERR_IMPORT_FILE_TOO_LARGE', { fileName, limitMb: MAX_BYTES / 1024 / 1024 });
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const { cells, encoding } = isZip
    ? { cells: await readXlsx(fileName, bytes), encoding: 'xlsx' as const }
    : readCsv(fileName, bytes);
  const filled = cells.filter((row) => row.some((cell) => cell.trim() !== ''));
  const headerIndex = filled.findIndex((row) => row.filter((cell) => cell.trim() !== '').length >= 2);
  const headers = filled[headerIndex]?.slice(0, MAX_COLUMNS).map((cell) => cell.trim());
  if (!headers) throw new AppError('ERR_IMPORT_EMPTY', { fileName });
  const rows = filled.slice(headerIndex + 1).map((row) => headers.map((_, column) => row[column] ?? ''));
  if (rows.length === 0) throw new AppError('ERR_IMPORT_EMPTY', { fileName });
  if (rows.length > MAX_ROWS) throw new AppError('ERR_IMPORT_FILE_TOO_LARGE', { fileName, limitRows: MAX_ROWS });
  return { headers, rows, encoding };
}

async function readXlsx(fileName: string, bytes: Uint8Array): Promise<string[][]> {
  try {
    const rows = await readSheet(Buffer.from(bytes));
    return rows.map((row) => row.map(cellText));
  } catch (error) {
    throw new AppError('ERR_IMPORT_FILE_UNREADABLE', { fileName, reason: 'xlsx' }, { cause: error });
  }
}

/** Dates come as UTC midnight of the sheet's wall clock; long numbers must not turn into 1.2E+18. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 19).replace('T', ' ');
  if (typeof cell === 'number') return Number.isInteger(cell) ? BigInt(cell).toString() : String(cell);
  return String(cell);
}

function readCsv(fileName: string, bytes: Uint8Array): { cells: string[][]; encoding: Table['encoding'] } {
  const { text, encoding } = decode(bytes);
  if (text.includes('\u0000')) throw new AppError('ERR_IMPORT_FILE_UNREADABLE', { fileName, reason: 'binary' });
  const parsed = Papa.parse<string[]>(text, { delimitersToGuess: [',', ';', '\t', '|'], skipEmptyLines: 'greedy' });
  const broken = parsed.errors.find((error) => error.type === 'Quotes');
  if (broken)
    throw new AppError('ERR_IMPORT_FILE_UNREADABLE', { fileName, reason: 'quotes', row: (broken.row ?? 0) + 1 });
  return { cells: parsed.data, encoding };
}

/** UTF-8 unless the bytes are not valid UTF-8: then GB18030, which Chinese spreadsheets write without any mark. */
function decode(bytes: Uint8Array): { text: string; encoding: Table['encoding'] } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16le' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: iconv.decode(Buffer.from(bytes), 'gb18030'), encoding: 'gb18030' };
  }
}
