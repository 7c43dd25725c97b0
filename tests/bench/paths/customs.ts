import { pressCustomsPaper } from '#main/documents/customs/press-customs-paper.ts';
import { createRasterPool } from '#main/documents/raster-pool.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';
import { TEN_DESTINATIONS, sampleDeclaration } from '#tests/support/customs-declarations.ts';
import { timedRow } from '../harness/bench-row.ts';
import type { BenchRow } from '../harness/bench-row.ts';
import { timeAsync } from '../harness/stopwatch.ts';

const WARM_UP = 20;
const SETS = 100;
const BATCH = 1_000;
const KINDS = ['commercial_invoice', 'packing_list', 'cn23'] as const;
const OPTIONS = { cn22Numbers: true, labelStock: '100x150', batteryMark: '100x100', operatorName: '' } as const;

/**
 * Invoice, packing list and CN 23 of one order, drawn, hashed and deflated one after another on this thread, fonts loaded; and those of
 * a thousand orders on the raster threads. Ten destinations in turn, each order with numbers of its own.
 */
export async function benchCustoms(): Promise<BenchRow[]> {
  const sets: number[] = [];
  for (let index = 0; index < WARM_UP + SETS; index += 1)
    sets.push(
      await timeAsync(async () => {
        for (const kind of KINDS) await pressCustomsPaper({ kind, declaration: orderOf(index), options: OPTIONS });
      }),
    );
  const pool = createRasterPool({ threads: 2 });
  await Promise.all([pool.paper(firstOf(0)), pool.paper(firstOf(1))]);
  const batchMs = await timeAsync(() =>
    Promise.all(
      Array.from({ length: BATCH }, (_, index) =>
        Promise.all(KINDS.map((kind) => pool.paper({ kind, declaration: orderOf(index), options: OPTIONS }))),
      ),
    ),
  );
  await pool.close();
  return [
    timedRow('customs/set', 'ms median', 60, sets.slice(WARM_UP)),
    timedRow('customs/1000-sets', 'ms max', 90_000, [batchMs]),
  ];
}

function orderOf(index: number): CustomsDeclaration {
  const destination = TEN_DESTINATIONS[index % TEN_DESTINATIONS.length] ?? 'DE';
  const orderNumber = `${destination}-${100_000 + index}`;
  return sampleDeclaration(destination, { orderNumber, number: `INV-${orderNumber}` });
}

function firstOf(index: number): Parameters<ReturnType<typeof createRasterPool>['paper']>[0] {
  return { kind: 'cn23', declaration: orderOf(index), options: OPTIONS };
}
