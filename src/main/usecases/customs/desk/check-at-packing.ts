import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { checkCase } from '#main/usecases/customs/desk/check-case.ts';
import { readCheckTools } from '#main/usecases/customs/desk/read-check-tools.ts';

/**
 * Judges an order that is about to be opened or closed at a station by the rules of today, so that its hold stands before
 * packing asks whether it may go on. Orders of the sender's own country cost one look.
 */
export function checkAtPacking(tx: WriteTx, atMs: number, act: Act, orderId: string): void {
  const isAbroad = tx
    .pluck<[string], number>(
      `SELECT (r.country <> '' AND r.country <> (SELECT country FROM customs_home)) OR EXISTS (SELECT 1 FROM customs_cases c WHERE c.order_id = r.order_id)
       FROM order_recipients r WHERE r.order_id = ?`,
    )
    .get(orderId);
  if (isAbroad === 1) checkCase(tx, atMs, act, readCheckTools(tx), orderId);
}
