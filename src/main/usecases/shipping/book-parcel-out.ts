import { hasEnded } from '#core/orders/has-ended.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { moveOrder } from '#main/usecases/orders/move-order.ts';
import { nothingIsLeft } from '#main/usecases/orders/nothing-is-left.ts';
import { orderState } from '#main/usecases/packing/parcel-rows.ts';
import { issueShipment } from '#main/usecases/stock/issue-order.ts';

/** A labelled parcel has left: its goods leave the ledger, once. @returns false when it was booked out or put back before */
export function bookParcelOut(
  tx: WriteTx,
  act: Act,
  atMs: number,
  parcel: { readonly shipmentId: string; readonly orderId: string },
): boolean {
  const closed = tx
    .prepare<[number, string]>(
      "UPDATE shipments SET state = 'shipped', shipped_at_ms = ?, version = version + 1 WHERE id = ? AND state = 'labelled'",
    )
    .run(atMs, parcel.shipmentId);
  if (closed.changes === 0) return false;
  issueShipment(tx, act, atMs, parcel.shipmentId);
  // An order that has ended stays as it is, though a parcel of ours leaves only now: its platform knows more than we.
  if (!hasEnded(orderState(tx, parcel.orderId).fulfilment))
    moveOrder(tx, atMs, parcel.orderId, {
      fulfilment: nothingIsLeft(tx, parcel.orderId) ? 'shipped' : 'partially_shipped',
    });
  tx.changed('packing');
  return true;
}
