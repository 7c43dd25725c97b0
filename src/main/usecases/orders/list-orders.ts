import type { ReadDb } from '#main/db/handles.ts';
import { filterSql } from '#main/usecases/orders/order-list-filter.ts';
import type { OrderListFilter } from '#main/usecases/orders/order-list-filter.ts';
import { SELECT_ORDER_SUMMARY, toOrderSummary } from '#main/usecases/orders/read-order-summary.ts';
import type { OrderSummaryRow } from '#main/usecases/orders/read-order-summary.ts';
import { readSearchText } from '#main/usecases/orders/read-search-text.ts';
import { searchOrders } from '#main/usecases/orders/search-orders.ts';
import type { OrderSummary } from '#shared/model/order.ts';

export interface OrderListRequest {
  readonly status?: string | null | undefined;
  readonly shopId?: string | null | undefined;
  readonly text?: string | null | undefined;
  readonly after?: string | null | undefined;
  readonly limit: number;
}

export interface OrderPage {
  readonly items: OrderSummary[];
  readonly next: string | null;
}

/** One page of orders, newest first, by keyset: any depth costs the same. A text narrows the page (search-orders.ts). */
export function listOrders(db: ReadDb, request: OrderListRequest): OrderPage {
  const text = request.text?.trim() ?? '';
  const filter: OrderListFilter = {
    status: request.status || null,
    shopId: request.shopId || null,
    before: readCursor(request.after),
  };
  const rows =
    text === ''
      ? listFiltered(db, filter, request.limit + 1)
      : searchOrders(db, readSearchText(db, text), filter, request.limit + 1);
  const last = rows.length > request.limit ? rows[request.limit - 1] : undefined;
  return { items: rows.slice(0, request.limit).map(toOrderSummary), next: last ? String(last.list_key) : null };
}

function listFiltered(db: ReadDb, filter: OrderListFilter, limit: number): OrderSummaryRow[] {
  const { sql, params } = filterSql(filter);
  return db
    .prepare<(string | number)[], OrderSummaryRow>(
      `${SELECT_ORDER_SUMMARY} WHERE o.list_key < ? ${sql} ORDER BY o.list_key DESC LIMIT ?`,
    )
    .all(filter.before, ...params, limit);
}

/** The key of the last order of the page before; a cursor that is none starts at the newest order. */
function readCursor(after: string | null | undefined): number {
  return /^\d{1,15}$/.test(after ?? '') ? Number(after) : Number.MAX_SAFE_INTEGER;
}
