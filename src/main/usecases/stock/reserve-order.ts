import type { WriteTx } from '#main/db/handles.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import type { Act } from '#main/usecases/actor.ts';
import { placeHold, releaseHold } from '#main/usecases/orders/holds.ts';
import { moveStock } from '#main/usecases/stock/move-stock.ts';

/** A line with the units that it still needs, and what its shelf has left. */
export interface DueLine {
  readonly id: string;
  readonly sku_code: string;
  readonly sku_id: string | null;
  readonly due: number;
  readonly available: number;
}

/** All or nothing; what cannot be served names the stock hold that it gets. */
export type ReservationDecision =
  | { readonly outcome: 'reserved' | 'nothing_due' }
  | { readonly outcome: 'short' | 'sku_unknown'; readonly data: Readonly<Record<string, unknown>> };

export type ReservationOutcome = 'reserved' | 'short' | 'sku_unknown' | 'nothing_due';

/**
 * Reserves every unit that an order still needs, all or nothing, in the transaction that stores the order (promise P4).
 * Short or unknown goods place a stock hold that names the first SKU and how many are missing.
 */
export function reserveOrder(tx: WriteTx, act: Act, atMs: number, orderId: string): ReservationOutcome {
  const order = tx
    .prepare<[string], { warehouse_id: string; version: number }>(
      'SELECT warehouse_id, version FROM orders WHERE id = ?',
    )
    .get(orderId);
  if (!order) return 'nothing_due';
  const lines = dueLines(tx, orderId, order.warehouse_id);
  const decision = decideReservation(lines);
  if ('data' in decision)
    placeHold(tx, act, atMs, { orderId, kind: 'stock', reasonCode: decision.outcome, data: decision.data });
  // Nothing is missing any more once what was missing is not wanted any more.
  else releaseStockHolds(tx, act, atMs, orderId, decision.outcome);
  if (decision.outcome !== 'reserved') return decision.outcome;
  for (const line of lines) {
    if (line.sku_id === null) continue;
    moveStock(tx, act, atMs, {
      key: `reserve:${line.id}:${order.version}`,
      warehouseId: order.warehouse_id,
      skuId: line.sku_id,
      kind: 'reserved',
      onHandDelta: 0,
      reservedDelta: line.due,
      orderId,
      orderLineId: line.id,
      note: '',
    });
    tx.prepare<[number, string]>('UPDATE order_lines SET reserved_quantity = reserved_quantity + ? WHERE id = ?').run(
      line.due,
      line.id,
    );
  }
  recordEvent(tx, {
    orderId,
    atMs,
    type: 'stock.reserved',
    act,
    rule: null,
    data: { lines: lines.length, units: lines.reduce((sum, line) => sum + line.due, 0) },
  });
  return 'reserved';
}

function releaseStockHolds(
  tx: WriteTx,
  act: Act,
  atMs: number,
  orderId: string,
  outcome: 'reserved' | 'nothing_due',
): void {
  const reason = `stock.${outcome}`;
  releaseHold(tx, act, atMs, { orderId, kind: 'stock', reasonCode: 'short', reason });
  releaseHold(tx, act, atMs, { orderId, kind: 'stock', reasonCode: 'sku_unknown', reason });
}

function dueLines(tx: WriteTx, orderId: string, warehouseId: string): DueLine[] {
  return tx
    .prepare<[string, string], DueLine>(
      `SELECT l.id, l.sku_code, l.sku_id, l.quantity - l.cancelled_quantity - l.packed_quantity - l.reserved_quantity AS due, COALESCE(s.on_hand - s.reserved, 0) AS available
       FROM order_lines l LEFT JOIN stock_levels s ON s.warehouse_id = ? AND s.sku_id = l.sku_id AND s.lot = ''
       WHERE l.order_id = ? AND l.quantity - l.cancelled_quantity - l.packed_quantity - l.reserved_quantity > 0 ORDER BY l.position`,
    )
    .all(warehouseId, orderId);
}

/** Whether the shelves can serve all lines; the first that they cannot decides. */
export function decideReservation(lines: readonly DueLine[]): ReservationDecision {
  if (lines.length === 0) return { outcome: 'nothing_due' };
  const unknown = lines.find((line) => line.sku_id === null);
  if (unknown) return { outcome: 'sku_unknown', data: { skuCode: unknown.sku_code } };
  const short = firstShortage(lines);
  return short ? { outcome: 'short', data: short } : { outcome: 'reserved' };
}

/** Two lines of the same SKU share its stock: needs are summed per SKU before they are compared. */
function firstShortage(lines: readonly DueLine[]): { skuCode: string; missing: number } | null {
  const needed = new Map<string, number>();
  for (const line of lines) {
    const key = line.sku_id ?? '';
    const total = (needed.get(key) ?? 0) + line.due;
    needed.set(key, total);
    if (total > line.available) return { skuCode: line.sku_code, missing: total - line.available };
  }
  return null;
}
