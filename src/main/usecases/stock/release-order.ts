import type { WriteTx } from '#main/db/handles.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import type { Act } from '#main/usecases/actor.ts';
import { moveStock } from '#main/usecases/stock/move-stock.ts';

interface ReservedLine {
  id: string;
  sku_id: string;
  surplus: number;
}

/**
 * Gives reserved units back: all of them (`everything`: the order was cancelled or left from elsewhere) or only those that
 * the order no longer needs (`surplus`: a line shrank).
 */
export function releaseOrder(
  tx: WriteTx,
  act: Act,
  atMs: number,
  orderId: string,
  extent: 'everything' | 'surplus',
): number {
  const kept = extent === 'everything' ? '0' : 'MAX(0, quantity - cancelled_quantity - packed_quantity)';
  const lines = tx
    .prepare<[string], ReservedLine>(
      `SELECT id, sku_id, reserved_quantity - (${kept}) AS surplus FROM order_lines WHERE order_id = ? AND sku_id IS NOT NULL AND reserved_quantity > (${kept})`,
    )
    .all(orderId);
  for (const line of lines) releaseLine(tx, act, atMs, orderId, line);
  const units = lines.reduce((sum, line) => sum + line.surplus, 0);
  if (units > 0) recordEvent(tx, { orderId, atMs, type: 'stock.released', act, rule: null, data: { units } });
  return units;
}

/** Gives units of one line back to its shelf. */
export function releaseLine(tx: WriteTx, act: Act, atMs: number, orderId: string, line: ReservedLine): void {
  const order = tx
    .prepare<[string], { warehouse_id: string; version: number }>(
      'SELECT warehouse_id, version FROM orders WHERE id = ?',
    )
    .get(orderId);
  if (!order) return;
  moveStock(tx, act, atMs, {
    // The goods belong to the key: a line whose goods change gives back the former and may shrink in the same version.
    key: `release:${line.id}:${line.sku_id}:${order.version}`,
    warehouseId: order.warehouse_id,
    skuId: line.sku_id,
    kind: 'released',
    onHandDelta: 0,
    reservedDelta: -line.surplus,
    orderId,
    orderLineId: line.id,
    note: '',
  });
  tx.prepare<[number, string]>('UPDATE order_lines SET reserved_quantity = reserved_quantity - ? WHERE id = ?').run(
    line.surplus,
    line.id,
  );
}
