import { scanCode } from '#main/usecases/packing/scan-code.ts';
import { cancelParcel } from '#main/usecases/packing/leave-parcel.ts';
import { viewStation } from '#main/usecases/packing/view-station.ts';
import { createSeededRandom } from '#main/simulators/kit/seeded-random.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { BENCH_CATALOGUE } from '../data/bench-catalogue.ts';
import { BENCH_ACT, benchContext } from '../data/bench-context.ts';
import { readyOrders } from '../data/ready-orders.ts';
import { timedRow } from '../harness/bench-row.ts';
import type { BenchRow } from '../harness/bench-row.ts';
import { timeCall } from '../harness/stopwatch.ts';

const ORDERS = 400;
const STATION = 'bench-station';
const POLICY = { tolerance: { perMille: 50, minimumG: 30 }, packagingG: 50 };

/**
 * Order slip, each unit, now and then a wrong item or an unknown code: the verdict as the screen gets it, with the state of
 * the station read anew. Each scan is on disk before it is answered.
 */
export function benchScan(db: OpenDatabase, seed: number): BenchRow[] {
  const random = createSeededRandom(seed).fork('scan');
  const context = benchContext(db);
  const samples: number[] = [];
  const scan = (code: string) => samples.push(timeCall(() => answer(context, code)));
  for (const order of readyOrders(db, ORDERS)) {
    scan(order.number);
    if (random.chance(0.1)) scan(random.pick(BENCH_CATALOGUE).gtin13);
    if (random.chance(0.05)) scan(random.digits(12));
    for (const barcode of order.barcodes) scan(barcode);
    cancelParcel(context, BENCH_ACT, STATION);
  }
  return [timedRow('packing/scan-to-verdict', 'ms p99', 5, samples)];
}

function answer(context: UseCaseContext, code: string): void {
  const outcome = scanCode(context, BENCH_ACT, STATION, code);
  if (
    outcome.verdict === 'refused' &&
    outcome.problem?.code !== 'ERR_PACKING_ITEM_WRONG' &&
    outcome.problem?.code !== 'ERR_PACKING_ITEM_SURPLUS'
  )
    throw new Error(`scan of ${code} refused: ${outcome.problem?.code}`);
  viewStation(context.read, STATION, POLICY, context.clock.nowMs());
}
