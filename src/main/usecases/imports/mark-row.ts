import type { WriteTx } from '#main/db/handles.ts';
import type { Problem } from '#shared/contract/common.ts';

/** Writes down what became of one row when its import was applied. */
export function markRow(
  tx: WriteTx,
  importId: string,
  rowNumber: number,
  outcome: { readonly problem: Problem } | { readonly orderId: string | null },
): void {
  if ('problem' in outcome)
    tx.prepare<[string, string, number]>(
      "UPDATE import_rows SET state = 'error', error_json = ? WHERE import_id = ? AND row_number = ?",
    ).run(JSON.stringify(outcome.problem), importId, rowNumber);
  else
    tx.prepare<[string | null, string, number]>(
      "UPDATE import_rows SET state = 'applied', order_id = ? WHERE import_id = ? AND row_number = ?",
    ).run(outcome.orderId, importId, rowNumber);
}
