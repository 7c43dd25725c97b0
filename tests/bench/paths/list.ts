import { countOrders } from '#main/usecases/orders/count-orders.ts';
import { listOrders } from '#main/usecases/orders/list-orders.ts';
import { firstPlace } from '#main/usecases/orders/place-in-list.ts';
import { createSeededRandom } from '#main/simulators/kit/seeded-random.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import { BENCH_NOW_MS, BENCH_SHOPS } from '../data/bench-orders.ts';
import { timedRow } from '../harness/bench-row.ts';
import type { BenchRow } from '../harness/bench-row.ts';
import { timeCall } from '../harness/stopwatch.ts';

const CALLS = 600;
const PAGE = 50;
const YEAR_MS = 365 * 86_400_000;
const STATUSES = [
  'awaiting_payment',
  'on_hold',
  'ready_to_pack',
  'packing',
  'packed',
  'labelled',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
  'refunding',
] as const;

/** Pages of the order list, newest first: one after the other, and at any depth within any filter of the sidebar. */
export function benchList(db: OpenDatabase, seed: number): BenchRow[] {
  const random = createSeededRandom(seed).fork('list');
  let after: string | null = null;
  const next = Array.from({ length: CALLS }, () =>
    timeCall(() => {
      after = listOrders(db, { after, limit: PAGE }).next;
    }),
  );
  const filters = [
    ...STATUSES.map((status) => ({ status, shopId: null })),
    ...BENCH_SHOPS.map((shop) => ({ status: null, shopId: shop.id })),
    ...STATUSES.flatMap((status) => BENCH_SHOPS.map((shop) => ({ status, shopId: shop.id }))),
  ];
  const filtered = Array.from({ length: CALLS }, () => {
    const filter = random.pick(filters);
    const depth = random.chance(0.5) ? null : String(firstPlace(BENCH_NOW_MS - random.next() * YEAR_MS));
    return timeCall(() => listOrders(db, { ...filter, after: depth, limit: PAGE }));
  });
  const counts = Array.from({ length: CALLS }, () => timeCall(() => countOrders(db)));
  return [
    timedRow('orders/list/next-page', 'ms p99', 50, next),
    timedRow('orders/list/filtered', 'ms p99', 50, filtered),
    timedRow('orders/list/counts', 'ms p99', 50, counts),
  ];
}
