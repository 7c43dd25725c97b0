import type { NamedQuery } from '#main/db/queries/named-query.ts';

export interface StatusCount {
  readonly status: string;
  readonly count: number;
}

/** Orders per display status, over all shops or one; read from the counts that triggers carry along. */
export const countOrders: NamedQuery<{ readonly shopId: string | null }, StatusCount[]> = {
  name: 'count-orders',
  run(db, { shopId }) {
    if (shopId === null)
      return db
        .prepare<[], StatusCount>('SELECT status, sum(n) AS count FROM order_counts GROUP BY status HAVING sum(n) > 0')
        .all();
    return db
      .prepare<[string], StatusCount>('SELECT status, n AS count FROM order_counts WHERE shop_id = ? AND n > 0')
      .all(shopId);
  },
};
