import { wholeSecond } from './woo-order.ts';
import type { WooOrder } from './woo-order.ts';

export interface OrderSelection {
  /** `any` leaves out the trash and drafts. */
  readonly statuses: readonly string[];
  /** Exclusive bounds, as WordPress compares dates. */
  readonly modifiedAfterMs: number;
  readonly modifiedBeforeMs: number;
  readonly createdAfterMs: number;
  readonly createdBeforeMs: number;
  readonly orderBy: 'id' | 'date';
  readonly descending: boolean;
}

export interface OrderStore {
  add(order: WooOrder): void;
  get(id: string): WooOrder | undefined;
  all(): readonly WooOrder[];
  /** Never backwards, whole seconds. */
  touch(order: WooOrder, atMs: number): void;
  list(selection: OrderSelection): readonly WooOrder[];
}

const HIDDEN = new Set(['trash', 'checkout-draft', 'auto-draft']);

export function createOrderStore(): OrderStore {
  const orders = new Map<string, WooOrder>();
  const byId = (one: WooOrder, other: WooOrder): number => (BigInt(one.id) < BigInt(other.id) ? -1 : 1);

  return {
    add: (order) => void orders.set(order.id, order),
    get: (id) => orders.get(id),
    all: () => [...orders.values()],
    touch: (order, atMs) => void (order.modifiedAtMs = wholeSecond(atMs)),
    list(selection) {
      const wants = (order: WooOrder): boolean =>
        selection.statuses.includes('any') ? !HIDDEN.has(order.status) : selection.statuses.includes(order.status);
      const found = [...orders.values()].filter(
        (order) =>
          wants(order) &&
          order.modifiedAtMs > selection.modifiedAfterMs &&
          order.modifiedAtMs < selection.modifiedBeforeMs &&
          order.createdAtMs > selection.createdAfterMs &&
          order.createdAtMs < selection.createdBeforeMs,
      );
      const sorted = found.sort((one, other) =>
        selection.orderBy === 'id' ? byId(one, other) : one.createdAtMs - other.createdAtMs || byId(one, other),
      );
      return selection.descending ? sorted.toReversed() : sorted;
    },
  };
}
