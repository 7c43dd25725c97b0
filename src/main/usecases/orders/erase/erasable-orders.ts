import type { ReadDb } from '#main/db/handles.ts';
import { firstPlace } from '#main/usecases/orders/place-in-list.ts';
import type { ErasableOrder } from '#main/usecases/orders/erase/erase-order-data.ts';

/** What keeps the data of an order: something is still to be done for which it is wanted. */
const IS_SETTLED = `o.fulfilment IN ('shipped', 'delivered', 'completed', 'cancelled') AND o.after_sales NOT IN ('requested', 'in_progress')
  AND NOT EXISTS (SELECT 1 FROM shipments s WHERE s.order_id = o.id AND s.state IN ('open', 'packed', 'labelled'))
  AND NOT EXISTS (SELECT 1 FROM customs_cases c WHERE c.order_id = o.id AND c.is_open = 1)
  AND NOT EXISTS (SELECT 1 FROM print_jobs p WHERE p.order_id = o.id AND p.state IN ('queued', 'sending', 'printing', 'blocked'))`;

/** Left alone for the term. */
const IS_DUE = 'r.erased_at_ms IS NULL AND o.updated_at_ms < ?';

const COLUMNS = 'o.id, o.list_key, o.shop_id, o.external_number, r.phone';

/** One stretch of the walk over all orders, oldest first. */
export interface Stretch {
  /** The last order that was looked at; null: there is none after `after`. */
  readonly lastKey: number | null;
  readonly due: readonly ErasableOrder[];
}

/** Looks at the next `limit` orders that were placed before `beforeMs`. */
export function findDueOrders(db: ReadDb, after: number, beforeMs: number, limit: number): Stretch {
  const lastKey =
    db
      .pluck<[number, number, number], number | null>(
        'SELECT MAX(list_key) FROM (SELECT list_key FROM orders WHERE list_key > ? AND list_key < ? ORDER BY list_key LIMIT ?)',
      )
      .get(after, firstPlace(beforeMs), limit) ?? null;
  if (lastKey === null) return { lastKey, due: [] };
  const due = db
    .prepare<[number, number, number], ErasableOrder>(
      `SELECT ${COLUMNS} FROM orders o JOIN order_recipients r ON r.order_id = o.id
       WHERE o.list_key > ? AND o.list_key <= ? AND ${IS_DUE} AND ${IS_SETTLED} ORDER BY o.list_key`,
    )
    .all(after, lastKey, beforeMs);
  return { lastKey, due };
}

/** One order, when nothing is left to do for it; null while something is, or when there is no such order. */
export function findSettledOrder(db: ReadDb, orderId: string): ErasableOrder | null {
  return (
    db
      .prepare<[string], ErasableOrder>(
        `SELECT ${COLUMNS} FROM orders o JOIN order_recipients r ON r.order_id = o.id WHERE o.id = ? AND ${IS_SETTLED}`,
      )
      .get(orderId) ?? null
  );
}
