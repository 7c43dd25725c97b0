import { GraphQLError } from 'graphql';
import { demandScope } from './access-scope.ts';
import { pageOf, pageSize } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import { orderNode } from './order-nodes.ts';
import { sortValue } from './order-store.ts';
import type { OrderListing, OrderSortKey } from './order-store.ts';
import type { ShopifyContext } from './shopify-context.ts';
import type { ShopifyOrder } from './shopify-order.ts';

export interface OrdersArguments extends ConnectionArguments {
  readonly query?: string | null;
  readonly sortKey: OrderSortKey;
  readonly reverse: boolean;
}

/** "Only the last 60 days' worth of orders" without read_all_orders. */
const VISIBLE_MS = 60 * 86_400_000;

/** A cursor names the last row by its sort value and id, so that rows that move do not shift the page. */
interface CursorPosition {
  readonly last_id: string;
  readonly last_value: number;
}
const writeCursor = (position: CursorPosition): string => Buffer.from(JSON.stringify(position)).toString('base64');

function readCursor(text: string): CursorPosition {
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as CursorPosition;
  } catch {
    throw new GraphQLError(`Invalid cursor for current pagination sort.`, { extensions: { code: 'BAD_REQUEST' } });
  }
}

function indexBehind(orders: readonly ShopifyOrder[], cursor: CursorPosition, listing: OrderListing): number {
  const direction = listing.reverse ? -1 : 1;
  const behind = (order: ShopifyOrder): boolean => {
    const difference = direction * (sortValue(order, listing.sortKey) - cursor.last_value);
    if (difference !== 0) return difference > 0;
    return direction * Number(BigInt(order.number) - BigInt(cursor.last_id)) > 0;
  };
  let [low, high] = [0, orders.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = orders[middle];
    if (order && behind(order)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The next row that a reader has not seen yet changes, and so jumps to the end of the listing. */
function drift(context: ShopifyContext, unread: readonly ShopifyOrder[]): void {
  if (unread.length === 0) return;
  const rule = context.faults.draw('drift', 'orders');
  for (const order of unread.slice(0, rule ? (rule.rows ?? 1) : 0)) context.store.touch(order, context.clock.nowMs());
}

/** The `orders` connection. @throws GraphQLError for a missing scope, page size or a broken cursor. */
export function listOrders(args: OrdersArguments, context: ShopifyContext): unknown {
  demandScope(context, 'orders', ['read_orders']);
  const listing = listingOf(args, context);
  const size = pageSize(args);
  const found = context.store.list(listing);
  const start = args.after ? indexBehind(found, readCursor(args.after), listing) : 0;
  const cursorOf = (order: ShopifyOrder): string =>
    writeCursor({ last_id: order.number, last_value: sortValue(order, listing.sortKey) });
  const page = pageOf(found, start, size, cursorOf, orderNode);
  drift(context, found.slice(start + size, start + size + 10));
  return page;
}

/** What the arguments select, within what the app may see. */
export function listingOf(args: OrdersArguments, context: ShopifyContext): OrderListing {
  const visibleFromMs = context.scopes.has('read_all_orders') ? 0 : context.clock.nowMs() - VISIBLE_MS;
  return { query: args.query ?? '', sortKey: args.sortKey, reverse: args.reverse, visibleFromMs };
}
