import type { Act } from '#main/usecases/actor.ts';
import { applyOrderRows } from '#main/usecases/imports/apply-order-rows.ts';
import { applySkuRow } from '#main/usecases/imports/apply-sku-row.ts';
import type { SkuUndo } from '#main/usecases/imports/apply-sku-row.ts';
import type { NumberedRow, RowValues } from '#main/usecases/imports/check-order-rows.ts';
import { readSkuRow } from '#main/usecases/imports/check-sku-row.ts';
import { markRow } from '#main/usecases/imports/mark-row.ts';
import { retryShortOrders } from '#main/usecases/stock/retry-short-orders.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface ImportRow {
  readonly id: string;
  readonly kind: 'orders' | 'skus';
  readonly shop_id: string | null;
  readonly file_name: string;
  readonly state: 'previewed' | 'applied' | 'undone';
  readonly undo_json: string | null;
  readonly applied_at_ms: number | null;
}

/** @throws AppError ERR_IMPORT_UNKNOWN */
export function readImport(db: UseCaseContext['read'], importId: string): ImportRow {
  const row = db
    .prepare<[string], ImportRow>(
      'SELECT id, kind, shop_id, file_name, state, undo_json, applied_at_ms FROM imports WHERE id = ?',
    )
    .get(importId);
  if (!row) throw new AppError('ERR_IMPORT_UNKNOWN', { importId });
  return row;
}

/**
 * Applies the rows that are ready, in one transaction; a row that fails now gets its error and the others go on. An import
 * is applied once, however often it is asked for.
 * @throws AppError ERR_IMPORT_UNKNOWN, ERR_IMPORT_ALREADY_APPLIED
 */
export function applyImport(context: UseCaseContext, act: Act, warehouseId: string, importId: string): void {
  context.db.transaction((tx) => {
    const row = readImport(tx, importId);
    if (row.state !== 'previewed') throw new AppError('ERR_IMPORT_ALREADY_APPLIED', { fileName: row.file_name });
    const ready = tx
      .prepare<[string], { row_number: number; cells_json: string }>(
        "SELECT row_number, cells_json FROM import_rows WHERE import_id = ? AND state = 'ready' ORDER BY row_number",
      )
      .all(importId)
      .map((stored) => ({
        rowNumber: stored.row_number,
        values: (JSON.parse(stored.cells_json) as { values: RowValues }).values,
      }));
    const undo =
      row.kind === 'orders'
        ? applyOrderRows(tx, context, act, row, ready)
        : applySkus(tx, context, act, warehouseId, importId, ready);
    tx.prepare<[string, number, string, string, string]>(
      `UPDATE imports SET state = 'applied', undo_json = ?, applied_at_ms = ?, applied_count = (SELECT COUNT(*) FROM import_rows WHERE import_id = ? AND state = 'applied'), error_count = (SELECT COUNT(*) FROM import_rows WHERE import_id = ? AND state = 'error') WHERE id = ?`,
    ).run(JSON.stringify(undo), context.clock.nowMs(), importId, importId, importId);
    tx.changed('imports');
  });
}

function applySkus(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  warehouseId: string,
  importId: string,
  rows: readonly NumberedRow[],
): SkuUndo[] {
  const undo: SkuUndo[] = [];
  for (const { rowNumber, values } of rows) {
    const read = readSkuRow(values);
    const outcome =
      'problem' in read ? read : applySkuRow(tx, context, act, { importId, rowNumber, warehouseId }, read.row);
    if ('undo' in outcome) undo.push(outcome.undo);
    markRow(tx, importId, rowNumber, 'problem' in outcome ? outcome : { orderId: null });
  }
  retryShortOrders(tx, act, context.clock.nowMs());
  tx.changed('stock');
  return undo;
}
