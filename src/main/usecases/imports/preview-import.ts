import { hash } from 'node:crypto';
import type { Act } from '#main/usecases/actor.ts';
import { checkOrderRows, fillDownOrders } from '#main/usecases/imports/check-order-rows.ts';
import type { NumberedRow } from '#main/usecases/imports/check-order-rows.ts';
import { checkSkuRows } from '#main/usecases/imports/check-sku-row.ts';
import { guessMapping, importFields } from '#main/usecases/imports/import-fields.ts';
import { unwrapCell } from '#main/usecases/imports/read-cell.ts';
import { readTable } from '#main/usecases/imports/read-table.ts';
import type { Table } from '#main/usecases/imports/read-table.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface ImportRequest {
  readonly kind: 'orders' | 'skus';
  readonly shopId: string | null;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Field -> header; guessed when absent. */
  readonly mapping: Readonly<Record<string, string>> | null;
}

/**
 * Reads a file, maps its columns and checks every row; stores the result so that it can be applied later, but applies
 * nothing. @returns the import's id, the table and the mapping used.
 * @throws AppError ERR_IMPORT_*, ERR_CHANNEL_SHOP_UNKNOWN
 */
export async function previewImport(
  context: UseCaseContext,
  act: Act,
  request: ImportRequest,
): Promise<{ importId: string; table: Table; mapping: Record<string, string> }> {
  const table = await readTable(request.fileName, request.bytes);
  const mapping = { ...(request.mapping ?? guessMapping(importFields(request.kind), table.headers)) };
  const missing = unmappedField(request.kind, mapping, table.headers);
  if (missing && request.mapping) throw new AppError('ERR_IMPORT_COLUMN_MISSING', { field: missing });
  const currency = currencyOf(context, request);
  const rows = readRows(request.kind, table, mapping);
  const problems = missing
    ? rows.map((): Problem => ({ code: 'ERR_IMPORT_COLUMN_MISSING', data: { field: missing } }))
    : checkRows(request.kind, table, rows, currency);
  const importId = context.ids.next();
  context.db.transaction((tx) => {
    tx.prepare<(string | number | null)[]>(
      `INSERT INTO imports (id, kind, shop_id, file_name, sha256, mapping_json, state, row_count, applied_count, error_count, created_at_ms, operator_id) VALUES (?, ?, ?, ?, ?, ?, 'previewed', ?, 0, ?, ?, ?)`,
    ).run(
      importId,
      request.kind,
      request.shopId,
      request.fileName,
      hash('sha256', request.bytes),
      JSON.stringify(mapping),
      rows.length,
      problems.filter((problem) => problem !== null).length,
      context.clock.nowMs(),
      act.actor.id,
    );
    const insert = tx.prepare<[string, number, string, string, string | null]>(
      'INSERT INTO import_rows (import_id, row_number, cells_json, state, error_json) VALUES (?, ?, ?, ?, ?)',
    );
    rows.forEach(({ rowNumber, values }, index) => {
      const problem = problems[index] ?? null;
      insert.run(
        importId,
        rowNumber,
        JSON.stringify({ cells: table.rows[index]?.cells ?? [], values }),
        problem ? 'error' : 'ready',
        problem ? JSON.stringify(problem) : null,
      );
    });
    tx.changed('imports');
  });
  return { importId, table, mapping };
}

/** A required field without a column, or a field whose column the file does not have. */
function unmappedField(
  kind: ImportRequest['kind'],
  mapping: Readonly<Record<string, string>>,
  headers: readonly string[],
): string | undefined {
  const present = new Set(headers.filter((header) => header !== ''));
  const required = importFields(kind).find((field) => field.required && !present.has(mapping[field.name] ?? ''));
  return required?.name ?? Object.keys(mapping).find((field) => !present.has(mapping[field] ?? ''));
}

function readRows(
  kind: ImportRequest['kind'],
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
  kind: ImportRequest['kind'],
  table: Table,
  rows: readonly NumberedRow[],
  currency: string,
): (Problem | null)[] {
  const tooWide = table.rows.map(({ cells }): Problem | null =>
    cells.slice(table.headers.length).some((cell) => cell.trim() !== '')
      ? { code: 'ERR_IMPORT_ROW_TOO_WIDE', data: { cells: cells.length, columns: table.headers.length } }
      : null,
  );
  return kind === 'orders' ? checkOrderRows(rows, currency, tooWide) : checkSkuRows(rows, tooWide);
}

function currencyOf(context: UseCaseContext, { kind, shopId }: ImportRequest): string {
  if (kind === 'skus') return 'CNY';
  const shop = context.read
    .prepare<[string], { currency: string }>('SELECT currency FROM shops WHERE id = ?')
    .get(shopId ?? '');
  if (!shop) throw new AppError('ERR_CHANNEL_SHOP_UNKNOWN', { shopId });
  return shop.currency;
}
