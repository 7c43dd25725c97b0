import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { readOrderSummary } from '#main/usecases/orders/read-order-summary.ts';
import type { OrderSummary } from '#shared/model/order.ts';

/** Every order behind an outside number, as typed or scanned; `#1001` and `1001` are the same display number. */
export function findOrders(db: ReadDb, number: string): { kind: string; order: OrderSummary }[] {
  const code = cleanIdentifier(number);
  const found = db
    .prepare<[string, string], { order_id: string; kind: string }>(
      'SELECT order_id, MIN(kind) AS kind FROM external_ids WHERE value IN (?, ?) GROUP BY order_id LIMIT 20',
    )
    .all(code, `#${code}`);
  return found.map((row) => ({ kind: row.kind, order: readOrderSummary(db, row.order_id) }));
}
