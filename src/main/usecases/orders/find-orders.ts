import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { PHONE_TAIL } from '#main/usecases/orders/index-orders.ts';
import { readOrderSummary } from '#main/usecases/orders/read-order-summary.ts';
import type { OrderSummary } from '#shared/model/order.ts';

interface Found {
  readonly order_id: string;
  readonly kind: string;
}

const MOST = 20;
/** Fewer characters begin too many numbers. */
const SHORTEST_PART = 4;
const MOST_PARTS = 10;

/**
 * Every order behind an outside number, as typed or scanned; `#1001` and `1001` are the same display number. With `parts` a number
 * that is none as a whole is looked for as the beginning of one and as the end of a recipient's phone.
 */
export function findOrders(db: ReadDb, number: string, parts = false): { kind: string; order: OrderSummary }[] {
  const code = cleanIdentifier(number);
  const whole = db
    .prepare<[string, string, number], Found>(
      'SELECT order_id, MIN(kind) AS kind FROM external_ids WHERE value IN (?, ?) GROUP BY order_id LIMIT ?',
    )
    .all(code, `#${code}`, MOST);
  if (!parts || whole.length > 0 || code.length < SHORTEST_PART) return whole.map((row) => view(db, row));
  const found = [...begunBy(db, code), ...byPhone(db, code)];
  return found
    .filter((row, index) => found.findIndex((other) => other.order_id === row.order_id) === index)
    .map((row) => view(db, row));
}

function view(db: ReadDb, row: Found): { kind: string; order: OrderSummary } {
  return { kind: row.kind, order: readOrderSummary(db, row.order_id) };
}

/** U+FFFF sorts behind every character of a number. */
function begunBy(db: ReadDb, code: string): Found[] {
  return db
    .prepare<[string, string, number], Found>(
      'SELECT order_id, MIN(kind) AS kind FROM external_ids WHERE value > ? AND value < ? GROUP BY order_id LIMIT ?',
    )
    .all(code, `${code}\uFFFF`, MOST_PARTS);
}

/** Ids grow with time: the newest orders first. Phones may hold blanks and signs, so only their ends are indexed; the newest still wait for that. */
function byPhone(db: ReadDb, code: string): Found[] {
  if (!/^\d{4,}$/.test(code)) return [];
  const tail = code.slice(-PHONE_TAIL);
  return db
    .prepare<[string, string, string, number], Found>(
      `WITH hits (list_key) AS (
         SELECT list_key FROM order_phone_tails WHERE tail = ? UNION SELECT list_key FROM order_search_due WHERE phone_tail = ?
       )
       SELECT r.order_id, 'phone' AS kind FROM hits CROSS JOIN orders o ON o.list_key = hits.list_key JOIN order_recipients r ON r.order_id = o.id
       WHERE replace(replace(r.phone, ' ', ''), '-', '') LIKE '%' || ? ORDER BY r.order_id DESC LIMIT ?`,
    )
    .all(tail, tail, code, MOST_PARTS);
}
