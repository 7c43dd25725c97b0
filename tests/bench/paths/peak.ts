import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { importDemoGoods } from '#main/app/connect-demo.ts';
import { fileKeystore } from '#main/app/keystore-file.ts';
import { startWorkstation } from '#main/app/workstation.ts';
import type { Workstation } from '#main/app/workstation.ts';
import { startNodeHost } from '#main/host/node/start-node-host.ts';
import { cancelParcel } from '#main/usecases/packing/leave-parcel.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import { viewStation } from '#main/usecases/packing/view-station.ts';
import { createShop, pullNow } from '#main/usecases/shops/manage-shops.ts';
import { BENCH_ACT } from '../data/bench-context.ts';
import { readyOrders } from '../data/ready-orders.ts';
import { benchRow, timedRow } from '../harness/bench-row.ts';
import type { BenchRow } from '../harness/bench-row.ts';
import type { FromPlatforms, ToPlatforms } from '../harness/platforms-process.ts';

const ORDERS = 10_000;
/** Here before the rush, so that there is something to pack. */
const EARLIER = 240;
const BUDGET_S = 10;
const SCAN_BUDGET_MS = 50;
/** A packer at full speed scans twice a second; five stations do ten. */
const SCAN_EVERY_MS = 100;
const STATION = 'bench-station';
const POLICY = { tolerance: { perMille: 50, minimumG: 30 }, packagingG: 50 };
const ENTRY = fileURLToPath(new URL('../harness/platforms-process.ts', import.meta.url));
/** A hundred orders where a call may carry them: what is measured is the rush and not the size of pages. */
const LARGE_PAGES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  taobao: { pageSize: 100 },
  pinduoduo: { settleSeconds: 0 },
  shopify: { ordersPerPage: 100 },
  woocommerce: { ordersPerPage: 100 },
};

/**
 * 10,000 paid orders over six shops at once, by poll and by push, into the whole product behind its real host, until each is stored,
 * cleaned and reserved. Meanwhile somebody packs: a scan counts from the moment at which it was due to the verdict, so that whatever
 * holds up the event loop counts too.
 */
export async function benchPeak(say: (line: string) => void): Promise<BenchRow[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'packbench-peak-'));
  const platforms = fork(ENTRY, [], { execArgv: [] });
  // They stand elsewhere in the world: where both want a core, it is the backend's.
  if (platforms.pid !== undefined) setPriority(platforms.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  try {
    const open = await nextOf(platforms, 'open');
    const { workstation, url, stop } = await startBackend(dataDir);
    let scans: ReturnType<typeof startScans> | null = null;
    try {
      const shopIds = await connect(workstation, url, platforms, open.shops);
      await order(platforms, workstation, shopIds, EARLIER);
      await until(workstation, EARLIER, say);
      scans = startScans(workstation);
      const started = performance.now();
      const before = process.cpuUsage();
      await order(platforms, workstation, shopIds, ORDERS);
      const orderedMs = performance.now() - started;
      const seconds = (await until(workstation, EARLIER + ORDERS, say)) - orderedMs / 1000;
      const used = process.cpuUsage(before);
      const samples = await scans.stop();
      say(`${openJobs(workstation)} jobs were left for later`);
      return [
        benchRow({ path: 'peak/stored-and-reserved', measured: seconds, unit: 's', budget: BUDGET_S }),
        benchRow({
          path: 'peak/processor',
          measured: (used.user + used.system) / 1e6,
          unit: 's',
          budget: null,
        }),
        benchRow({ path: 'peak/orders', measured: ORDERS / seconds, unit: 'orders/s', budget: null }),
        timedRow('peak/scan', 'ms p99', SCAN_BUDGET_MS, samples),
        timedRow('peak/scan-longest', 'ms max', null, samples),
      ];
    } finally {
      await scans?.stop();
      await stop();
    }
  } finally {
    platforms.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function startBackend(dataDir: string) {
  let workstation: Workstation | null = null;
  const host = await startNodeHost({
    platform: {
      hostKind: 'node',
      appVersion: '0.0.0-bench',
      dataDir,
      resourcesDir: 'resources',
      requestRestart() {},
      keystore: fileKeystore(dataDir),
    },
    startWorkstation: async (platform) => (workstation = await startWorkstation(platform)),
    rendererDir: join(dataDir, 'no-window'),
    open: false,
    print: () => {},
  });
  if (host.kind === 'joined' || !workstation) throw new Error('another backend holds the data folder');
  return { workstation: workstation as Workstation, url: host.url, stop: () => host.stop() };
}

async function connect(
  { services }: Workstation,
  url: string,
  platforms: ChildProcess,
  shops: Extract<FromPlatforms, { kind: 'open' }>['shops'],
): Promise<string[]> {
  const { context } = services;
  await importDemoGoods(services, 50_000);
  const ids: [string, string][] = shops.map((shop) => {
    const config = { ...shop.config, ...LARGE_PAGES[shop.channelId] };
    return [
      shop.channelId,
      createShop(context, services.shops, BENCH_ACT, { name: shop.channelId, ...shop, config }).id,
    ];
  });
  tell(platforms, { kind: 'aim', urls: Object.fromEntries(ids.map(([channel, id]) => [channel, `${url}push/${id}`])) });
  await services.jobs.whenIdle();
  return ids.map(([, id]) => id);
}

/** The orders are there, and every shop is polled at once. */
async function order(
  platforms: ChildProcess,
  { services }: Workstation,
  shopIds: readonly string[],
  count: number,
): Promise<void> {
  const ordered = nextOf(platforms, 'ordered');
  tell(platforms, { kind: 'orders', count });
  await ordered;
  for (const id of shopIds) pullNow(services.context, id);
}

/** @returns seconds until so many orders are stored with all their units reserved */
async function until({ services }: Workstation, count: number, say: (line: string) => void): Promise<number> {
  const started = performance.now();
  const ready = services.context.read.pluck<[], number>(
    "SELECT COALESCE(SUM(n), 0) FROM order_counts WHERE status IN ('ready_to_pack', 'packing')",
  );
  for (let shown = 0; ;) {
    const seconds = (performance.now() - started) / 1000;
    const done = ready.get() ?? 0;
    if (done >= count) return seconds;
    if (seconds - shown > 2) say(`${Math.round((shown = seconds))} s: ${done} of ${count}`);
    if (seconds > 180) throw new Error(`${done} of ${count} orders after ${seconds} s: ${standing(services)}`);
    await wait(20);
  }
}

/** Where the orders stand and what the shops say, for whoever must find out why they are not all there. */
function standing({ context }: Workstation['services']): string {
  const counts = context.read.prepare<[], object>('SELECT status, SUM(n) AS n FROM order_counts GROUP BY status').all();
  const holds = context.read
    .prepare<[], object>('SELECT kind, reason_code, COUNT(*) AS n FROM order_holds GROUP BY 1, 2')
    .all();
  const cursors = context.read
    .prepare<[], object>('SELECT shop_id, stream, failure_json FROM sync_cursors WHERE failure_json IS NOT NULL')
    .all();
  return JSON.stringify({ counts, holds, cursors });
}

/** Somebody who packs without a pause. */
function startScans({ services }: Workstation) {
  const { context } = services;
  const codes = readyOrders(context.read, 40).flatMap(({ number, barcodes }) => [number, ...barcodes, null]);
  const samples: number[] = [];
  let isOver = false;
  const finished = (async () => {
    let dueMs = performance.now();
    for (let turn = 0; !isOver; turn += 1) {
      dueMs = Math.max(dueMs + SCAN_EVERY_MS, performance.now());
      await wait(Math.max(0, dueMs - performance.now()));
      const code = codes[turn % codes.length];
      if (code === null || code === undefined) {
        const { phase } = viewStation(context.read, STATION, POLICY, context.clock.nowMs());
        if (phase !== 'idle') cancelParcel(context, BENCH_ACT, STATION);
      } else {
        scanCode(context, BENCH_ACT, STATION, code);
        viewStation(context.read, STATION, POLICY, context.clock.nowMs());
      }
      samples.push(performance.now() - dueMs);
    }
  })();
  return {
    async stop(): Promise<number[]> {
      isOver = true;
      await finished;
      return samples;
    },
  };
}

function openJobs({ services }: Workstation): number {
  return (
    services.context.read.pluck<[], number>("SELECT COUNT(*) FROM jobs WHERE state IN ('waiting', 'leased')").get() ?? 0
  );
}

function tell(platforms: ChildProcess, message: ToPlatforms): void {
  platforms.send(message);
}

async function nextOf<K extends FromPlatforms['kind']>(
  platforms: ChildProcess,
  kind: K,
): Promise<Extract<FromPlatforms, { kind: K }>> {
  for (;;) {
    const [message] = (await once(platforms, 'message')) as [FromPlatforms];
    if (message.kind === kind) return message as Extract<FromPlatforms, { kind: K }>;
  }
}
