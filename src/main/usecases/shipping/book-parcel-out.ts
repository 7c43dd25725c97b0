import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { moveOrder } from '#main/usecases/orders/move-order.ts';
import { nothingIsLeft } from '#main/usecases/orders/nothing-is-left.ts';
import { issueShipment } from '#main/usecases/stock/issue-order.ts';

/** What an order stays, though a parcel of ours leaves only now: its platform knows more than we, and it never goes back. */
const STANDS: ReadonlySet<string> = new Set(['shipped', 'delivered', 'completed', 'cancelled']);

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
  const fulfilment = tx.pluck<[string], string>('SELECT fulfilment FROM orders WHERE id = ?').get(parcel.orderId) ?? '';
  if (!STANDS.has(fulfilment))
    moveOrder(tx, atMs, parcel.orderId, {
      fulfilment: nothingIsLeft(tx, parcel.orderId) ? 'shipped' : 'partially_shipped',
    });
  tx.changed('packing');
  return true;
}
