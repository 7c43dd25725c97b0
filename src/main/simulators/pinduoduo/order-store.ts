import type { PddSimOrder } from './pdd-order.ts';

export interface PddQuery {
  readonly by: 'updated' | 'confirmed';
  readonly fromMs: number;
  readonly toMs: number;
  /** 5: all. */
  readonly orderStatus: number;
  readonly refundStatus: number;
}

export interface PddOrderStore {
  add(order: PddSimOrder): void;
  get(orderSn: string): PddSimOrder | undefined;
  all(): readonly PddSimOrder[];
  /** Whole seconds, as Pinduoduo shows it. */
  touch(order: PddSimOrder, atMs: number): void;
  /** Concluded orders in range, newest first; both ends count. */
  find(query: PddQuery): readonly PddSimOrder[];
}

const ALL = 5;

export function createPddOrderStore(): PddOrderStore {
  const orders = new Map<string, PddSimOrder>();
  return {
    add: (order) => void orders.set(order.orderSn, order),
    get: (orderSn) => orders.get(orderSn),
    all: () => [...orders.values()],
    touch: (order, atMs) => void (order.updatedAtMs = Math.floor(atMs / 1000) * 1000),
    find(query) {
      const timeOf = (order: PddSimOrder): number | undefined =>
        query.by === 'updated' ? order.updatedAtMs : order.confirmAtMs;
      const isWanted = (order: PddSimOrder): boolean => {
        const atMs = timeOf(order);
        // "Only orders concluded": one that waits for its group's first payment is none yet.
        if (order.confirmAtMs === undefined || atMs === undefined || atMs < query.fromMs || atMs > query.toMs)
          return false;
        if (query.orderStatus !== ALL && order.orderStatus !== query.orderStatus) return false;
        return query.refundStatus === ALL || order.refundStatus === query.refundStatus;
      };
      return [...orders.values()]
        .filter(isWanted)
        .sort((left, right) => (timeOf(right) ?? 0) - (timeOf(left) ?? 0) || (left.orderSn < right.orderSn ? 1 : -1));
    },
  };
}
