import type { ReadDb } from '#main/db/handles.ts';

/** Orders per display status and per shop, for the sidebar: exact, and without counting (order_counts is carried along by triggers). */
export function countOrders(db: ReadDb): {
  byStatus: Record<string, number>;
  byShop: Record<string, number>;
  total: number;
} {
  const counts = db
    .prepare<[], { shop_id: string; status: string; n: number }>(
      'SELECT shop_id, status, n FROM order_counts WHERE n > 0',
    )
    .all();
  const byStatus: Record<string, number> = {};
  const byShop: Record<string, number> = {};
  let total = 0;
  for (const { shop_id: shopId, status, n } of counts) {
    byStatus[status] = (byStatus[status] ?? 0) + n;
    byShop[shopId] = (byShop[shopId] ?? 0) + n;
    total += n;
  }
  return { byStatus, byShop, total };
}
