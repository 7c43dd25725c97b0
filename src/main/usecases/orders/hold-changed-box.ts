import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { placeHold } from '#main/usecases/orders/holds.ts';

/**
 * An order that changes while its box stands here may leave the wrong goods in it (promise P3). It is held until somebody
 * has looked: scans say only what went in, and never what has to come out again. A box that is closed takes nothing more,
 * so there any difference holds the order (of a partial parcel only a surplus: the rest was left out on purpose), also while its label is out and the channel has not been told.
 * @param boxed goods whose line now asks for others, though they lie in the box
 */
export function holdChangedBox(tx: WriteTx, act: Act, atMs: number, orderId: string, boxed: readonly string[]): void {
  const wrong = tx
    .prepare<[string], { sku_code: string }>(
      `SELECT l.sku_code FROM shipments s JOIN order_lines l ON l.order_id = s.order_id LEFT JOIN shipment_lines sl ON sl.shipment_id = s.id AND sl.order_line_id = l.id
       WHERE s.order_id = ? AND s.state IN ('open', 'packed', 'labelled')
         AND (COALESCE(sl.quantity, 0) > MAX(0, l.quantity - l.cancelled_quantity - l.packed_quantity)
         OR (s.state <> 'open' AND s.is_partial = 0 AND COALESCE(sl.quantity, 0) <> MAX(0, l.quantity - l.cancelled_quantity - l.packed_quantity))) ORDER BY l.position LIMIT 1`,
    )
    .get(orderId);
  const skuCode = wrong?.sku_code ?? boxed[0];
  if (skuCode === undefined) return;
  placeHold(tx, act, atMs, { orderId, kind: 'approval', reasonCode: 'changed_in_packing', data: { skuCode } });
}
