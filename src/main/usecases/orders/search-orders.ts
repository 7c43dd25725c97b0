import type { ReadDb } from '#main/db/handles.ts';
import { SHOP_TAG_LENGTH, TEXT_OF_ORDER } from '#main/usecases/orders/index-orders.ts';
import { filterSql } from '#main/usecases/orders/order-list-filter.ts';
import type { OrderListFilter } from '#main/usecases/orders/order-list-filter.ts';
import { SELECT_ORDER_SUMMARY } from '#main/usecases/orders/read-order-summary.ts';
import type { OrderSummaryRow } from '#main/usecases/orders/read-order-summary.ts';
import type { SearchText } from '#main/usecases/orders/read-search-text.ts';

type Words = Extract<SearchText, { kind: 'words' }>;

/** With so few orders in a filter, reading the text of each is quicker than walking the hits of a common word. */
const FEW_ORDERS = 600;
/** So many are listed in some milliseconds. */
const SOME_ORDERS = 30_000;

/** The newest orders within a filter that a text finds, at most `limit`. */
export function searchOrders(db: ReadDb, text: SearchText, filter: OrderListFilter, limit: number): OrderSummaryRow[] {
  switch (text.kind) {
    case 'nothing':
      return [];
    case 'number':
      return ordersOf(db, text.orderIds, filter, limit);
    case 'words':
      return readSummaries(db, matchingKeys(db, text, filter, limit));
  }
}

/** Few orders, each read by its id: told as one statement, the filter had its whole index walked for them. */
function ordersOf(db: ReadDb, orderIds: readonly string[], filter: OrderListFilter, limit: number): OrderSummaryRow[] {
  const read = db.prepare<[string], OrderSummaryRow>(`${SELECT_ORDER_SUMMARY} WHERE o.id = ?`);
  return orderIds
    .flatMap((id) => read.get(id) ?? [])
    .filter((order) => isWithin(order, filter))
    .toSorted((one, other) => other.list_key - one.list_key)
    .slice(0, limit);
}

function isWithin(order: OrderSummaryRow, { status, shopId, before }: OrderListFilter): boolean {
  return (
    order.list_key < before && (status ?? order.status) === order.status && (shopId ?? order.shop_id) === order.shop_id
  );
}

function matchingKeys(db: ReadDb, { match, words }: Words, filter: OrderListFilter, limit: number): number[] {
  if (filter.status === null && filter.shopId === null) return walkHits(db, match, filter.before, limit);
  const within = countWithin(db, filter);
  if (within <= FEW_ORDERS) return keysByText(db, words, filter, limit);
  const { sql, params } = filterSql(filter);
  const orders = `FROM orders o INDEXED BY ${indexOf(filter)} WHERE`;
  if (within <= SOME_ORDERS) {
    // A list of the filter's orders, made first, is asked quicker than the index on disk. The plus keeps the planner from searching once for each of them.
    const isListed = `+rowid IN (SELECT o.list_key ${orders} o.list_key < ? ${sql})`;
    return walkHits(db, match, filter.before, limit, isListed, [filter.before, ...params]);
  }
  // Asked of the narrow index, never of the wide row.
  const isWithinIndex = `EXISTS (SELECT 1 ${orders} o.list_key = order_search.rowid ${sql})`;
  return walkHits(db, withinShop(match, filter.shopId), filter.before, limit, isWithinIndex, params);
}

/** Hits come newest first from the index itself, because its rowid is the place in the list: it stops when the page is full. */
function walkHits(
  db: ReadDb,
  match: string,
  before: number,
  limit: number,
  condition = 'TRUE',
  params: readonly (string | number)[] = [],
): number[] {
  return db
    .pluck<(string | number)[], number>(
      `SELECT rowid FROM order_search WHERE order_search MATCH ? AND rowid < ? AND ${condition} ORDER BY rowid DESC LIMIT ?`,
    )
    .all(match, before, ...params, limit);
}

/** The expression narrowed to a shop, as far as its tag tells. */
function withinShop(match: string, shopId: string | null): string {
  const tag = shopId?.slice(-SHOP_TAG_LENGTH) ?? '';
  return tag.length < SHOP_TAG_LENGTH ? match : `${match} AND shop : "${tag.replaceAll('"', '""')}"`;
}

/** Reads the orders of the filter; their text is what the index would hold. */
function keysByText(db: ReadDb, words: readonly string[], filter: OrderListFilter, limit: number): number[] {
  const { sql, params } = filterSql(filter);
  const orders = db.prepare<(string | number)[], { key: number; text: string }>(
    `SELECT o.list_key AS key, ${TEXT_OF_ORDER} AS text FROM orders o WHERE o.list_key < ? ${sql} ORDER BY o.list_key DESC`,
  );
  const found: number[] = [];
  for (const { key, text } of orders.iterate(filter.before, ...params)) {
    const folded = text.toLowerCase();
    if (words.every((word) => folded.includes(word)) && found.push(key) === limit) break;
  }
  return found;
}

function indexOf(filter: OrderListFilter): string {
  if (filter.shopId === null) return 'orders_status';
  return filter.status === null ? 'orders_shop' : 'orders_shop_status';
}

function countWithin(db: ReadDb, filter: OrderListFilter): number {
  return (
    db
      .pluck<[string | null, string | null], number>(
        'SELECT COALESCE(SUM(n), 0) FROM order_counts WHERE shop_id = COALESCE(?, shop_id) AND status = COALESCE(?, status)',
      )
      .get(filter.shopId, filter.status) ?? 0
  );
}

function readSummaries(db: ReadDb, keys: readonly number[]): OrderSummaryRow[] {
  const read = db.prepare<[number], OrderSummaryRow>(`${SELECT_ORDER_SUMMARY} WHERE o.list_key = ?`);
  return keys.flatMap((key) => read.get(key) ?? []);
}
