import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { moveOrder } from '#main/usecases/orders/move-order.ts';
import { linkLinesToSkus } from '#main/usecases/stock/link-lines.ts';
import { reserveOrder } from '#main/usecases/stock/reserve-order.ts';

/** Orders looked up at a time. */
const BATCH = 500;

/** Reserves what these orders wait for, in their sequence. An order that was served or left meanwhile is passed over. @returns how many were served */
export function serveOrders(tx: WriteTx, act: Act, atMs: number, orderIds: readonly string[]): number {
  const isWaiting = tx.pluck<[string], number>(
    "SELECT 1 FROM orders WHERE id = ? AND fulfilment IN ('received', 'reserved', 'packing', 'packed', 'partially_shipped') AND payment IN ('paid', 'partially_refunded')",
  );
  let served = 0;
  for (const id of orderIds) {
    if (isWaiting.get(id) === undefined) continue;
    linkLinesToSkus(tx, id);
    if (reserveOrder(tx, act, atMs, id) !== 'reserved') continue;
    if (isReceived(tx, id)) moveOrder(tx, atMs, id, { fulfilment: 'reserved' });
    served += 1;
  }
  return served;
}

/** An order that grew in the house waits for its further units and stands where it stood. */
function isReceived(tx: WriteTx, orderId: string): boolean {
  return tx.pluck<[string], string>('SELECT fulfilment FROM orders WHERE id = ?').get(orderId) === 'received';
}

/**
 * Waiting orders whose every line could be served by itself. The others are left out here: many of them, waiting for goods
 * that never come, would keep those behind them from ever being looked at.
 */
export function servableOrders(db: ReadDb): string[] {
  return db
    .prepare<[number], { id: string }>(
      `SELECT DISTINCT o.id, o.paid_at_ms FROM order_holds h JOIN orders o ON o.id = h.order_id
       WHERE h.kind = 'stock' AND o.fulfilment IN ('received', 'reserved', 'packing', 'packed', 'partially_shipped') AND o.payment IN ('paid', 'partially_refunded') AND NOT EXISTS (
         SELECT 1 FROM order_lines l
         LEFT JOIN stock_levels s ON s.warehouse_id = o.warehouse_id AND s.lot = ''
           AND s.sku_id = COALESCE(l.sku_id, (SELECT k.id FROM skus k WHERE k.code = l.sku_code AND k.retired_at_ms IS NULL))
         WHERE l.order_id = o.id AND l.quantity - l.cancelled_quantity - l.packed_quantity - l.reserved_quantity > COALESCE(s.on_hand - s.reserved, 0))
       ORDER BY o.paid_at_ms, o.id LIMIT ?`,
    )
    .all(BATCH)
    .map((order) => order.id);
}
