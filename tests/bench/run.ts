import { openBenchFolder } from './data/bench-folder.ts';
import type { BenchFolder } from './data/bench-folder.ts';
import type { BenchRow } from './harness/bench-row.ts';
import { benchTable } from './harness/print-table.ts';
import { benchCustoms } from './paths/customs.ts';
import { benchCustomsFile } from './paths/customs-file.ts';
import { benchFind } from './paths/find.ts';
import { benchImports } from './paths/imports.ts';
import { benchIntake } from './paths/intake.ts';
import { benchLabel } from './paths/label.ts';
import { benchList } from './paths/list.ts';
import { benchMemory } from './paths/memory.ts';
import { benchPeak } from './paths/peak.ts';
import { benchPrintSerial } from './paths/print-serial.ts';
import { benchPrintThroughput } from './paths/print-throughput.ts';
import { benchPush } from './paths/push.ts';
import { benchRaster } from './paths/raster.ts';
import { benchScan } from './paths/scan.ts';
import { benchSearch } from './paths/search.ts';
import { benchStart } from './paths/start.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import { letThreadsHaveTheirLimits } from '#main/host/lean-process.ts';
import { readBenchOptions } from '#scripts/lib/bench-options.mjs';
import type { BenchOptions } from '#scripts/lib/bench-options.mjs';

interface BenchPath {
  /** What the names of its rows begin with. */
  readonly prefixes: readonly string[];
  run(options: BenchOptions, folder: () => Promise<BenchFolder>): Promise<BenchRow[]>;
}

/** A path over the stored orders, on a connection like the backend's. */
const overOrders =
  (measure: (db: OpenDatabase, seed: number) => BenchRow[] | Promise<BenchRow[]>): BenchPath['run'] =>
  async (options, folder) => {
    using db = await (await folder()).open();
    return await measure(db, options.seed);
  };

const PATHS: readonly BenchPath[] = [
  { prefixes: ['intake/'], run: ({ orders, seed }) => benchIntake(orders, seed) },
  { prefixes: ['peak/'], run: () => benchPeak(say) },
  { prefixes: ['push/'], run: () => benchPush() },
  { prefixes: ['imports/'], run: () => benchImports() },
  { prefixes: ['orders/list/'], run: overOrders(benchList) },
  { prefixes: ['orders/find'], run: overOrders(benchFind) },
  { prefixes: ['orders/search'], run: overOrders(benchSearch) },
  { prefixes: ['packing/scan-to-verdict'], run: overOrders(benchScan) },
  {
    prefixes: ['packing/scan-to-painted'],
    async run(_options, folder) {
      // It brings what drives a browser, in whose memory no other path should have the garbage collector look.
      const { benchPainted } = await import('./paths/painted.ts');
      return benchPainted(await folder(), say);
    },
  },
  // Before the labels: they hold waybills of an account that nobody answers.
  { prefixes: ['memory/'], run: async (_options, folder) => benchMemory(await folder(), say) },
  { prefixes: ['packing/last-scan'], run: overOrders(benchLabel) },
  { prefixes: ['label/'], run: ({ seed }) => benchRaster(seed) },
  { prefixes: ['customs/'], run: () => benchCustoms() },
  { prefixes: ['customs/'], run: () => benchCustomsFile() },
  { prefixes: ['print/serial-115200'], run: () => benchPrintSerial() },
  { prefixes: ['print/throughput'], run: () => benchPrintThroughput() },
  { prefixes: ['start/'], run: async (_options, folder) => benchStart(await folder()) },
];

// As a host does before its first thread.
letThreadsHaveTheirLimits();
const options = readBenchOptions(process.argv.slice(2));
const say = (line: string) => console.error(line);
let folder: Promise<BenchFolder> | undefined;
let hasFailed = false;
const rows: BenchRow[] = [];
try {
  for (const path of PATHS) {
    if (!wanted(path)) continue;
    say(`measuring ${path.prefixes.join(', ')}`);
    try {
      rows.push(...(await path.run(options, () => (folder ??= openBenchFolder(options, say)))));
    } catch (error) {
      // The figures of the other paths took minutes: one path that cannot be measured fails the run, and no more.
      hasFailed = true;
      say(`could not be measured: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
} finally {
  (await folder)?.remove();
}
const shown = rows.filter((row) => options.only === null || row.path.startsWith(options.only));
if (shown.length === 0 && !hasFailed) {
  const begins = [...new Set(PATHS.flatMap(({ prefixes }) => prefixes))].join(', ');
  say(`No path begins with "${options.only}". Paths begin with ${begins}.`);
}
console.log(options.json ? JSON.stringify(shown, null, 2) : benchTable(shown));
process.exitCode = exitCode();

function exitCode(): number {
  if (hasFailed) return 1;
  // Nothing begins with what was asked for: the option is wrong, no budget is.
  if (shown.length === 0) return 2;
  return shown.every((row) => row.ok) ? 0 : 1;
}

function wanted(path: BenchPath): boolean {
  const { only } = options;
  return only === null || path.prefixes.some((prefix) => prefix.startsWith(only) || only.startsWith(prefix));
}
