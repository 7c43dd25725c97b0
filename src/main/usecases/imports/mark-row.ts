import type { WriteTx } from '#main/db/handles.ts';
import type { GoodsUndo } from '#main/usecases/imports/apply-goods-row.ts';
import type { OrderUndo } from '#main/usecases/imports/order-undo.ts';
import type { SkuUndo } from '#main/usecases/imports/apply-sku-row.ts';
import type { RowProblems } from '#main/usecases/imports/check-order-rows.ts';

/** Rows of one slice. */
export interface RowTally {
  applied: number;
  failed: number;
}

/** A row that was applied: what it became, and the way back where it stands at this row. */
export interface AppliedRow {
  readonly orderId: string | null;
  readonly skuId: string | null;
  readonly undo: OrderUndo | SkuUndo | GoodsUndo | null;
  readonly doneAtMs: number;
}

/** Writes down what became of one row, and counts it. */
export function markRow(
  tx: WriteTx,
  importId: string,
  rowNumber: number,
  outcome: { readonly problems: RowProblems } | AppliedRow,
  tally: RowTally,
): void {
  if ('problems' in outcome) {
    tally.failed += 1;
    tx.prepare<[string, string, number]>(
      "UPDATE import_rows SET state = 'error', error_json = ? WHERE import_id = ? AND row_number = ?",
    ).run(JSON.stringify(outcome.problems), importId, rowNumber);
  } else {
    tally.applied += 1;
    tx.prepare<(string | number | null)[]>(
      "UPDATE import_rows SET state = 'applied', order_id = ?, sku_id = ?, undo_json = ?, done_at_ms = ? WHERE import_id = ? AND row_number = ?",
    ).run(
      outcome.orderId,
      outcome.skuId,
      outcome.undo && JSON.stringify(outcome.undo),
      outcome.doneAtMs,
      importId,
      rowNumber,
    );
  }
}
