import { parseOrderSearch } from './order-search.ts';
import type { ShopifyFulfillment, ShopifyFulfillmentOrder, ShopifyOrder } from './shopify-order.ts';

export type OrderSortKey = 'CREATED_AT' | 'ID' | 'ORDER_NUMBER' | 'PROCESSED_AT' | 'UPDATED_AT';

export interface OrderListing {
  readonly query: string;
  readonly sortKey: OrderSortKey;
  readonly reverse: boolean;
  /** Orders created before are invisible to apps without read_all_orders. */
  readonly visibleFromMs: number;
}

export interface OrderStore {
  add(order: ShopifyOrder): void;
  /** Finds by gid, digits or name. */
  get(number: string): ShopifyOrder | undefined;
  all(): readonly ShopifyOrder[];
  touch(order: ShopifyOrder, atMs: number): void;
  list(listing: OrderListing): readonly ShopifyOrder[];
  fulfillmentOrder(id: string): { order: ShopifyOrder; fulfillmentOrder: ShopifyFulfillmentOrder } | undefined;
  fulfillment(id: string): { order: ShopifyOrder; fulfillment: ShopifyFulfillment } | undefined;
}

/** What an order is sorted by; ties are broken by id. */
export function sortValue(order: ShopifyOrder, sortKey: OrderSortKey): number {
  switch (sortKey) {
    case 'CREATED_AT':
      return order.createdAtMs;
    case 'UPDATED_AT':
      return order.updatedAtMs;
    case 'PROCESSED_AT':
      return order.processedAtMs;
    case 'ORDER_NUMBER':
      return order.orderNumber;
    case 'ID':
      return Number(order.number);
  }
}

const CACHED_LISTINGS = 16;
const digitsOf = (id: string): string => id.replace(/^.*\//, '');

export function createOrderStore(): OrderStore {
  const orders = new Map<string, ShopifyOrder>();
  const names = new Map<string, string>();
  const fulfillmentOrders = new Map<string, ShopifyOrder>();
  const cache = new Map<string, readonly ShopifyOrder[]>();

  function select(listing: OrderListing): ShopifyOrder[] {
    const test = parseOrderSearch(listing.query);
    const found = [...orders.values()].filter((order) => order.createdAtMs >= listing.visibleFromMs && test(order));
    const direction = listing.reverse ? -1 : 1;
    const value = (order: ShopifyOrder): number => sortValue(order, listing.sortKey);
    return found.sort(
      (left, right) =>
        direction * (value(left) - value(right) || (BigInt(left.number) < BigInt(right.number) ? -1 : 1)),
    );
  }

  const get = (number: string): ShopifyOrder | undefined => orders.get(names.get(number) ?? digitsOf(number));

  return {
    add(order) {
      orders.set(order.number, order);
      names.set(order.name, order.number);
      for (const each of order.fulfillmentOrders) fulfillmentOrders.set(each.number, order);
      cache.clear();
    },
    get,
    all: () => [...orders.values()],
    touch(order, atMs) {
      order.updatedAtMs = Math.floor(atMs / 1000) * 1000;
      cache.clear();
    },
    list(listing) {
      const key = JSON.stringify([listing.query, listing.sortKey, listing.reverse]);
      const known = cache.get(key);
      if (known) return known;
      if (cache.size >= CACHED_LISTINGS) cache.clear();
      const found = select(listing);
      cache.set(key, found);
      return found;
    },
    fulfillmentOrder(id) {
      const order = fulfillmentOrders.get(digitsOf(id));
      const fulfillmentOrder = order?.fulfillmentOrders.find((each) => each.number === digitsOf(id));
      return order && fulfillmentOrder ? { order, fulfillmentOrder } : undefined;
    },
    fulfillment(id) {
      for (const order of orders.values()) {
        const fulfillment = order.fulfillments.find((each) => each.number === digitsOf(id));
        if (fulfillment) return { order, fulfillment };
      }
      return undefined;
    },
  };
}
