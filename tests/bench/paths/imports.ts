import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { readFilesBeside } from '#main/app/read-files-beside.ts';
import { ensureBuiltInRules } from '#main/usecases/cleaning/rule-rows.ts';
import { previewImport } from '#main/usecases/imports/preview-import.ts';
import { runImport } from '#main/usecases/imports/run-import.ts';
import { startImport, startUndo } from '#main/usecases/imports/start-import.ts';
import { BENCH_ACT, benchContext } from '../data/bench-context.ts';
import { openFreshDatabase } from '../data/fresh-database.ts';
import { benchRow } from '../harness/bench-row.ts';
import type { BenchRow } from '../harness/bench-row.ts';

const ROWS = 20_000;
/** The design's bound for the backend. */
const LONGEST_BLOCK_MS = 20;
const RESOLUTION_MS = 1;

/** The longest time for which nothing else could run while a file of 20,000 rows was checked, applied and taken back. */
export async function benchImports(): Promise<BenchRow[]> {
  using db = openFreshDatabase();
  db.connection.exec(`INSERT INTO warehouses (id, name, zone, sender_json) VALUES ('w1', 'Main', 'Asia/Shanghai', '{}');
    INSERT INTO shops (id, channel_id, name, currency, warehouse_id, config_json, created_at_ms, updated_at_ms) VALUES ('s1', 'file', 'Shop', 'CNY', 'w1', '{}', 0, 0);`);
  const context = benchContext(db);
  // As the workstation does at its start.
  db.transaction((tx) => ensureBuiltInRules(tx, 0));
  const reads = db.readers;
  // The engine claims the job of an import in a turn of its own, and runs it in a later one.
  const run = (id: string) => runImport(context, { reads, warehouseId: () => 'w1' }, id, new AbortController().signal);
  let importId = '';
  const bytes = orderFile();
  // What making the file left behind is not the product's to clear away.
  globalThis.gc?.();
  const steps: readonly (readonly [name: string, step: () => Promise<void>])[] = [
    [
      'preview',
      async () => {
        const request = { kind: 'orders', shopId: 's1', fileName: 'bench.csv', bytes, mapping: null } as const;
        ({ importId } = await previewImport(context, readFilesBeside, BENCH_ACT, request));
      },
    ],
    [
      'apply',
      async () => {
        startImport(context, BENCH_ACT, importId);
        await nextTurn();
        await run(importId);
      },
    ],
    [
      'take-back',
      async () => {
        await startUndo(context, reads, BENCH_ACT, importId);
        await nextTurn();
        await run(importId);
      },
    ],
  ];
  // What the machine itself withholds from a process that does nothing.
  const baseline = await longestBlockMs(() => delay(1_000));
  const rows: BenchRow[] = [];
  for (const [name, step] of steps) {
    const measured = await longestBlockMs(step);
    rows.push(
      benchRow({ path: `imports/longest-block/${name}`, measured, unit: 'ms max', budget: LONGEST_BLOCK_MS, baseline }),
    );
  }
  return rows;
}

async function longestBlockMs(work: () => Promise<void>): Promise<number> {
  const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  await delay(50);
  loop.enable();
  await delay(50);
  loop.reset();
  await work();
  loop.disable();
  return Math.max(0, loop.max / 1e6 - RESOLUTION_MS);
}

/** Two lines per order, as shops export them. */
function orderFile(): Uint8Array {
  const lines = ['Order number,SKU,Quantity,Unit price,Recipient,Phone,Province,City,District,Address'];
  for (let row = 0; row < ROWS; row += 1) {
    const order = Math.floor(row / 2);
    lines.push(`B-${order},SKU-${row % 50},1,98.00,李雷,13800138000,浙江省,杭州市,西湖区,文三路 ${order} 号`);
  }
  return new TextEncoder().encode(lines.join('\n'));
}
