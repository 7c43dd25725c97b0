import type { ReadDb } from '#main/db/handles.ts';
import { SELECT_ORDER_SUMMARY, toOrderSummary } from '#main/usecases/orders/read-order-summary.ts';
import type { OrderSummaryRow } from '#main/usecases/orders/read-order-summary.ts';
import type { OrderSummary } from '#shared/model/order.ts';

/**
 * Among so many orders that have stood in the list longest the next ones are chosen. Reading all would take long where a hundred
 * thousand wait, and there nobody reaches the others today.
 */
const LOOKED_AT = 1_000;

/** What is to be packed next: what the seller marked urgent, then what was paid first. */
export function listWaiting(db: ReadDb, limit: number): OrderSummary[] {
  return db
    .prepare<[number, number], OrderSummaryRow>(
      `${SELECT_ORDER_SUMMARY} WHERE o.list_key IN (SELECT list_key FROM orders WHERE status = 'ready_to_pack' ORDER BY list_key LIMIT ?)
       ORDER BY EXISTS (SELECT 1 FROM json_each(o.flags_json) f WHERE f.value = 'urgent') DESC, COALESCE(o.paid_at_ms, o.placed_at_ms), o.list_key LIMIT ?`,
    )
    .all(LOOKED_AT, limit)
    .map(toOrderSummary);
}
