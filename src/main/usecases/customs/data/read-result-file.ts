import { isRecord } from '#core/kernel/is-record.ts';
import { readTable } from '#main/usecases/imports/read-table.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface ResultTable {
  readonly headers: readonly string[];
  readonly rows: readonly { readonly rowNumber: number; readonly cells: readonly string[] }[];
}

const MOST_ROWS = 50_000;
const MOST_COLUMNS = 200;

/**
 * Reads results from CSV or XLSX, from JSON (a list of flat objects, also inside one object) or from the XML receipt of customs
 * (CEB604: one `InventoryReturn` per list).
 * @throws AppError ERR_CUSTOMS_RESULT_FILE_UNREADABLE, ERR_IMPORT_FILE_TOO_LARGE, ERR_IMPORT_FILE_UNREADABLE, ERR_IMPORT_EMPTY
 */
export async function readResultFile(fileName: string, bytes: Uint8Array): Promise<ResultTable> {
  const start = new TextDecoder()
    .decode(bytes.subarray(0, 64))
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (start.startsWith('<')) return tableOf(await readReceipts(textOf(bytes)));
  if (start.startsWith('{') || start.startsWith('[')) return tableOf(readJson(textOf(bytes)));
  const { headers, rows } = await readTable(fileName, bytes);
  return { headers, rows };
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw unreadable('encoding', error);
  }
}

function unreadable(reason: string, cause?: unknown): AppError {
  return new AppError('ERR_CUSTOMS_RESULT_FILE_UNREADABLE', { reason }, { cause });
}

type Flat = Readonly<Record<string, string>>;

/** A document type could smuggle in other files or grow without end: no receipt has one. */
async function readReceipts(text: string): Promise<Flat[]> {
  if (/<!DOCTYPE/i.test(text)) throw unreadable('doctype');
  const { XMLParser } = await import('fast-xml-parser');
  let parsed: unknown;
  try {
    parsed = new XMLParser({ removeNSPrefix: true, parseTagValue: false, ignoreAttributes: true }).parse(text, true);
  } catch (error) {
    throw unreadable('xml', error);
  }
  const root = isRecord(parsed) ? Object.values(parsed).find(isRecord) : undefined;
  const receipts = root?.['InventoryReturn'];
  if (receipts === undefined) throw unreadable('no InventoryReturn');
  return (Array.isArray(receipts) ? receipts : [receipts]).map(flat);
}

function readJson(text: string): Flat[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw unreadable('json', error);
  }
  const list = Array.isArray(parsed)
    ? parsed
    : isRecord(parsed)
      ? Object.values(parsed).find(Array.isArray)
      : undefined;
  if (!Array.isArray(list)) throw unreadable('no list');
  return list.map(flat);
}

function flat(value: unknown): Flat {
  if (!isRecord(value)) throw unreadable('no object');
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) =>
      typeof field === 'string' || typeof field === 'number' || typeof field === 'boolean'
        ? [[name, String(field)]]
        : [],
    ),
  );
}

function tableOf(records: readonly Flat[]): ResultTable {
  const headers = [...new Set(records.flatMap((record) => Object.keys(record)))];
  if (headers.length === 0) throw unreadable('empty');
  if (records.length > MOST_ROWS || headers.length > MOST_COLUMNS) throw unreadable('too large');
  return {
    headers,
    rows: records.map((record, index) => ({
      rowNumber: index + 1,
      cells: headers.map((header) => record[header] ?? ''),
    })),
  };
}
