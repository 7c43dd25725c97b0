import { findOrders } from '#main/usecases/orders/find-orders.ts';
import { createSeededRandom } from '#main/simulators/kit/seeded-random.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import { pickNumbers } from '../data/bench-numbers.ts';
import { timedRow } from '../harness/bench-row.ts';
import type { BenchRow } from '../harness/bench-row.ts';
import { timeCall } from '../harness/stopwatch.ts';

const CALLS = 2_000;

/** Any outside number, known or not, to its orders. */
export function benchFind(db: OpenDatabase, seed: number): BenchRow[] {
  const random = createSeededRandom(seed).fork('find');
  const known = pickNumbers(db, random, Math.min(CALLS, 1_000));
  const samples = Array.from({ length: CALLS }, () => {
    const number = random.chance(0.9) ? random.pick(known) : random.digits(19);
    return timeCall(() => findOrders(db, number));
  });
  return [timedRow('orders/find', 'ms p99', 5, samples)];
}
