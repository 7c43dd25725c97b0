import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { moveOrder } from '#main/usecases/orders/move-order.ts';
import { linkLinesToSkus } from '#main/usecases/stock/link-lines.ts';
import { reserveOrder } from '#main/usecases/stock/reserve-order.ts';

/** After goods or SKUs arrived: serves the orders that wait for stock, oldest payment first, at most `limit` in one transaction. */
export function retryShortOrders(tx: WriteTx, act: Act, atMs: number, limit = 500): number {
  const waiting = tx
    .prepare<[number], { id: string }>(
      `SELECT DISTINCT o.id, o.paid_at_ms FROM order_holds h JOIN orders o ON o.id = h.order_id
       WHERE h.kind = 'stock' AND o.fulfilment = 'received' AND o.payment = 'paid' ORDER BY o.paid_at_ms, o.id LIMIT ?`,
    )
    .all(limit);
  let served = 0;
  for (const { id } of waiting) {
    linkLinesToSkus(tx, id);
    if (reserveOrder(tx, act, atMs, id) !== 'reserved') continue;
    moveOrder(tx, atMs, id, { fulfilment: 'reserved' });
    served += 1;
  }
  return served;
}
