import { hash } from 'node:crypto';
import type { ImportKind, OrderFileTemplate } from '#shared/contract/imports.ts';
import { mappingByTemplate, recogniseFile, statusCheck } from '#main/usecases/imports/file-templates.ts';
import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import { checkOrderRows, fillDownOrders, orderNumberOf } from '#main/usecases/imports/check-order-rows.ts';
import type { NumberedRow, RowProblems } from '#main/usecases/imports/check-order-rows.ts';
import { checkGoodsRows } from '#main/usecases/imports/check-goods-row.ts';
import { checkSkuRows } from '#main/usecases/imports/check-sku-row.ts';
import { guessMapping, importFields } from '#main/usecases/imports/import-fields.ts';
import { doubtsOf } from '#main/usecases/imports/row-doubts.ts';
import { unwrapCell } from '#main/usecases/imports/read-cell.ts';
import { readTable } from '#main/usecases/imports/read-table.ts';
import type { Table } from '#main/usecases/imports/read-table.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { DoubtFlag } from '#shared/model/cleaning.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface FileRequest {
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Field -> header; guessed when absent. */
  readonly mapping: Readonly<Record<string, string>> | null;
  /** For orders; recognised when absent. */
  readonly template?: OrderFileTemplate | null;
  /** Of the shop that the orders are for. */
  readonly currency: string;
}

/** A row as it is stored. */
export interface CheckedRow {
  readonly rowNumber: number;
  /** Rows of one order, or of one SKU, have the same. */
  readonly groupKey: string;
  readonly cellsJson: string;
  readonly problems: RowProblems;
  readonly doubts: readonly DoubtFlag[];
}

export interface CheckedFile {
  /** Of its bytes. */
  readonly sha256: string;
  readonly headers: readonly string[];
  readonly encoding: Table['encoding'];
  readonly mapping: Readonly<Record<string, string>>;
  readonly template: OrderFileTemplate;
  readonly rowCount: number;
  readonly errorCount: number;
  readonly doubtCount: number;
  readonly rows: readonly CheckedRow[];
}

/**
 * Reads a file, maps its columns and checks every row. Needs nothing but the file: twenty thousand rows take seconds, which another
 * thread can spend (import-file-reader.ts).
 * @throws AppError ERR_IMPORT_*
 */
export async function checkFile(request: FileRequest): Promise<CheckedFile> {
  const { kind } = request;
  const table = await readTable(request.fileName, request.bytes);
  const template = kind === 'orders' ? (request.template ?? recogniseFile(table.headers)) : 'none';
  const mapping = { ...(request.mapping ?? mappingOf(kind, template, table.headers)) };
  const missing = unmappedField(kind, mapping, table.headers);
  if (missing && request.mapping) throw new AppError('ERR_IMPORT_COLUMN_MISSING', { field: missing });
  const rows = readRows(kind, table, mapping);
  const problems = missing
    ? rows.map((): RowProblems => [{ code: 'ERR_IMPORT_COLUMN_MISSING', data: { field: missing } }])
    : checkRows(kind, table, rows, { currency: request.currency, template });
  const doubts = rows.map(({ values }, index) =>
    kind === 'orders' && problems[index]?.length === 0 ? doubtsOf(values) : [],
  );
  return {
    sha256: hash('sha256', request.bytes),
    headers: table.headers,
    encoding: table.encoding,
    mapping,
    template,
    rowCount: rows.length,
    errorCount: problems.filter((found) => found.length > 0).length,
    doubtCount: doubts.filter((found) => found.length > 0).length,
    rows: rows.map(({ rowNumber, values }, index) => ({
      rowNumber,
      groupKey: kind === 'orders' ? orderNumberOf(values) : cleanIdentifier(values['code'] ?? ''),
      cellsJson: JSON.stringify({ cells: table.rows[index]?.cells ?? [], values }),
      problems: problems[index] ?? [],
      doubts: doubts[index] ?? [],
    })),
  };
}

/** By the template where there is one, the rest by the columns' names; no column twice. */
function mappingOf(
  kind: FileRequest['kind'],
  template: OrderFileTemplate,
  headers: readonly string[],
): Record<string, string> {
  const known = template === 'none' ? {} : mappingByTemplate(template, headers);
  const taken = new Set(Object.values(known));
  const open = importFields(kind).filter(({ name }) => known[name] === undefined);
  const guessed = guessMapping(
    open,
    headers.filter((header) => !taken.has(header)),
  );
  return { ...guessed, ...known };
}

/** A required field without a column, or a field whose column the file does not have. */
function unmappedField(
  kind: FileRequest['kind'],
  mapping: Readonly<Record<string, string>>,
  headers: readonly string[],
): string | undefined {
  const present = new Set(headers.filter((header) => header !== ''));
  const required = importFields(kind).find((field) => field.required && !present.has(mapping[field.name] ?? ''));
  return required?.name ?? Object.keys(mapping).find((field) => !present.has(mapping[field] ?? ''));
}

function readRows(
  kind: FileRequest['kind'],
  table: Table,
  mapping: Readonly<Record<string, string>>,
): readonly NumberedRow[] {
  const columns = Object.entries(mapping).map(([field, header]) => [field, table.headers.indexOf(header)] as const);
  const rows = table.rows.map(({ rowNumber, cells }) => ({
    rowNumber,
    values: Object.fromEntries(columns.map(([field, column]) => [field, unwrapCell(cells[column] ?? '')])),
  }));
  return kind === 'orders' ? fillDownOrders(rows) : rows;
}

function checkRows(
  kind: FileRequest['kind'],
  table: Table,
  rows: readonly NumberedRow[],
  { currency, template }: { readonly currency: string; readonly template: OrderFileTemplate },
): RowProblems[] {
  const statusOf = kind === 'orders' ? statusCheck(template, table.headers) : () => null;
  const known = table.rows.map(({ cells }): Problem | null => {
    const columns = table.headers.length;
    if (cells.slice(columns).some((cell) => cell.trim() !== ''))
      return { code: 'ERR_IMPORT_ROW_TOO_WIDE', data: { cells: cells.length, columns } };
    const status = statusOf(cells);
    return status === null ? null : { code: 'ERR_IMPORT_STATUS_NOT_WAITING', data: status };
  });
  if (kind === 'orders') return checkOrderRows(rows, currency, known);
  return kind === 'skus' ? checkSkuRows(rows, known) : checkGoodsRows(rows, known);
}
