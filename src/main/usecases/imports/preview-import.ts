import { hash } from 'node:crypto';
import type { Act } from '#main/usecases/actor.ts';
import { checkOrderRow } from '#main/usecases/imports/check-order-rows.ts';
import type { RowValues } from '#main/usecases/imports/check-order-rows.ts';
import { readSkuRow } from '#main/usecases/imports/check-sku-row.ts';
import { guessMapping, importFields } from '#main/usecases/imports/import-fields.ts';
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
  const fields = importFields(request.kind);
  const mapping = { ...(request.mapping ?? guessMapping(fields, table.headers)) };
  const missing = fields.filter((field) => field.required && !table.headers.includes(mapping[field.name] ?? ''));
  const firstMissing = missing[0];
  if (firstMissing && request.mapping) throw new AppError('ERR_IMPORT_COLUMN_MISSING', { field: firstMissing.name });
  const currency = currencyOf(context, request.shopId);
  const importId = context.ids.next();
  const checked = table.rows.map((cells) =>
    firstMissing
      ? columnMissing(firstMissing.name)
      : checkRow(request.kind, rowValues(table.headers, mapping, cells), currency),
  );
  context.db.transaction((tx) => {
    const errors = checked.filter((problem) => problem !== null).length;
    tx.prepare<(string | number | null)[]>(
      `INSERT INTO imports (id, kind, shop_id, file_name, sha256, mapping_json, state, row_count, applied_count, error_count, created_at_ms, operator_id) VALUES (?, ?, ?, ?, ?, ?, 'previewed', ?, 0, ?, ?, ?)`,
    ).run(
      importId,
      request.kind,
      request.shopId,
      request.fileName,
      hash('sha256', request.bytes),
      JSON.stringify(mapping),
      table.rows.length,
      errors,
      context.clock.nowMs(),
      act.actor.id,
    );
    const insert = tx.prepare<[string, number, string, string, string | null]>(
      'INSERT INTO import_rows (import_id, row_number, cells_json, state, error_json) VALUES (?, ?, ?, ?, ?)',
    );
    table.rows.forEach((cells, index) => {
      const problem = checked[index] ?? null;
      insert.run(
        importId,
        index + 1,
        JSON.stringify({ cells, values: rowValues(table.headers, mapping, cells) }),
        problem ? 'error' : 'ready',
        problem ? JSON.stringify(problem) : null,
      );
    });
    tx.changed('imports');
  });
  return { importId, table, mapping };
}

function currencyOf(context: UseCaseContext, shopId: string | null): string {
  if (shopId === null) return 'CNY';
  const shop = context.read
    .prepare<[string], { currency: string }>('SELECT currency FROM shops WHERE id = ?')
    .get(shopId);
  if (!shop) throw new AppError('ERR_CHANNEL_SHOP_UNKNOWN', { shopId });
  return shop.currency;
}

function rowValues(
  headers: readonly string[],
  mapping: Readonly<Record<string, string>>,
  cells: readonly string[],
): RowValues {
  const values: Record<string, string> = {};
  for (const [field, header] of Object.entries(mapping)) {
    const column = headers.indexOf(header);
    if (column >= 0) values[field] = cells[column] ?? '';
  }
  return values;
}

function columnMissing(field: string): Problem {
  return { code: 'ERR_IMPORT_COLUMN_MISSING', data: { field } };
}

function checkRow(kind: 'orders' | 'skus', values: RowValues, currency: string): Problem | null {
  if (kind === 'orders') return checkOrderRow(values, currency);
  const read = readSkuRow(values);
  return 'problem' in read ? read.problem : null;
}
