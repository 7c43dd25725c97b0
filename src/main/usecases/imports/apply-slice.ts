import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { applyGoodsRow } from '#main/usecases/imports/apply-goods-row.ts';
import { applyOrderGroup } from '#main/usecases/imports/apply-order-rows.ts';
import { applySkuRow } from '#main/usecases/imports/apply-sku-row.ts';
import type { NumberedRow, RowValues } from '#main/usecases/imports/check-order-rows.ts';
import { readSkuRow } from '#main/usecases/imports/check-sku-row.ts';
import { markRow } from '#main/usecases/imports/mark-row.ts';
import type { RowTally } from '#main/usecases/imports/mark-row.ts';
import { readImport } from '#main/usecases/imports/read-import.ts';
import type { ImportRow } from '#main/usecases/imports/read-import.ts';
import { startSlice } from '#main/usecases/slice-budget.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Rows looked up for one slice; how many of them it applies depends on the time that they take. */
const MOST_PER_SLICE = 100;

interface StoredRow {
  readonly row_number: number;
  readonly group_key: string;
  readonly cells_json: string;
}

/** By the named index: left to itself the planner walks all rows of the import for the sake of their sequence. */
const selectReady = (index: string) =>
  `SELECT row_number, group_key, cells_json FROM import_rows INDEXED BY ${index} WHERE import_id = ? AND state = 'ready'`;

/** Applies the next rows that are ready, in one transaction; a row that fails now gets its error and the others go on. */
export function applySlice(
  context: UseCaseContext,
  act: Act,
  { importId, warehouseId }: { importId: string; warehouseId: string },
): 'more' | 'done' {
  return context.db.transaction((tx) => {
    const row = readImport(tx, importId);
    const next = tx
      .prepare<[string, number], StoredRow>(`${selectReady('import_rows_state')} ORDER BY row_number LIMIT ?`)
      .all(importId, MOST_PER_SLICE);
    if (next.length === 0 || row.state !== 'applying') return 'done';
    const tally: RowTally = { applied: 0, failed: 0 };
    if (row.kind === 'orders') applyOrders(tx, context, act, row, next, tally);
    else if (row.kind === 'skus') applySkus(tx, context, act, row, warehouseId, next, tally);
    else applyGoods(tx, context, act, row, next, tally);
    tx.prepare<[number, number, string]>(
      'UPDATE imports SET applied_count = applied_count + ?, error_count = error_count + ? WHERE id = ?',
    ).run(tally.applied, tally.failed, importId);
    tx.changed('imports');
    return 'more';
  });
}

/** Each order with all its rows, wherever in the file they stand. */
function applyOrders(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  row: ImportRow,
  next: readonly StoredRow[],
  tally: RowTally,
): void {
  const ofGroup = tx.prepare<[string, string], StoredRow>(
    `${selectReady('import_rows_group')} AND group_key = ? ORDER BY row_number`,
  );
  const hasTime = startSlice();
  for (const key of new Set(next.map((stored) => stored.group_key))) {
    if (!hasTime()) break;
    applyOrderGroup(tx, context, act, row, ofGroup.all(row.id, key).map(numbered), tally);
  }
}

function applySkus(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  row: ImportRow,
  warehouseId: string,
  next: readonly StoredRow[],
  tally: RowTally,
): void {
  const doneAtMs = context.clock.nowMs();
  const source = { importId: row.id, fileName: row.file_name, warehouseId };
  const hasTime = startSlice();
  for (const stored of next) {
    if (!hasTime()) break;
    const { rowNumber, values } = numbered(stored);
    const read = readSkuRow(values);
    const outcome = 'problems' in read ? read : applySkuRow(tx, context, act, { ...source, rowNumber }, read.row);
    markRow(
      tx,
      row.id,
      rowNumber,
      'problems' in outcome ? outcome : { orderId: null, skuId: outcome.undo.skuId, undo: outcome.undo, doneAtMs },
      tally,
    );
  }
  tx.changed('stock');
}

function applyGoods(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  row: ImportRow,
  next: readonly StoredRow[],
  tally: RowTally,
): void {
  const doneAtMs = context.clock.nowMs();
  const hasTime = startSlice();
  for (const stored of next) {
    if (!hasTime()) break;
    const { rowNumber, values } = numbered(stored);
    const outcome = applyGoodsRow(tx, context, act, row.file_name, values);
    const applied =
      'problems' in outcome ? outcome : { orderId: null, skuId: outcome.undo.skuId, undo: outcome.undo, doneAtMs };
    markRow(tx, row.id, rowNumber, applied, tally);
  }
}

function numbered(stored: StoredRow): NumberedRow {
  return {
    rowNumber: stored.row_number,
    values: (JSON.parse(stored.cells_json) as { values: RowValues }).values,
  };
}
