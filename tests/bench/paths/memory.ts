import { setTimeout as wait } from 'node:timers/promises';
import { connectDemo, isNamed, NAMES } from '#main/app/connect-demo.ts';
import type { DemoAddresses } from '#main/app/connect-demo.ts';
import { startDemoWorld } from '#main/app/demo-world.ts';
import { fileKeystore } from '#main/app/keystore-file.ts';
import { STATION_ID } from '#main/app/station-id.ts';
import { startWorkstation } from '#main/app/workstation.ts';
import { createApiToken } from '#main/usecases/auth/manage-api-tokens.ts';
import { listShops } from '#main/usecases/shops/manage-shops.ts';
import type { PackingState, ScanVerdict } from '#shared/contract/packing.ts';
import { BENCH_ACT, benchContext } from '../data/bench-context.ts';
import type { BenchFolder } from '../data/bench-folder.ts';
import { scanFasterThanHands } from '../data/scan-faster.ts';
import { createApiCaller } from '../harness/api-caller.ts';
import type { ApiCaller } from '../harness/api-caller.ts';
import { benchRow } from '../harness/bench-row.ts';
import type { BenchRow } from '../harness/bench-row.ts';
import { startBuiltHost } from '../harness/built-host.ts';

/** What a busy table packs in an hour. */
const PARCELS = 100;
const TOKENS = 16;
const INTAKE_POLL_MS = 100;
const MOST_INTAKE_MS = 60_000;
const STATION = 'packing/station-1';
const SEARCHES = ['毛衣', '黑色 L码', 'gift box', '杭州'];

interface OrderPage {
  readonly items: readonly { readonly id: string; readonly displayNumber: string }[];
}

/** Of the hour, packed in a minute here, most is rest: threads that have nothing to do end, and garbage goes. */
const REST_MS = 30_000;

/**
 * The memory that the backend's process holds after an hour of traffic, and the most that it held: stored orders, then an hour's parcels of the demo store taken in, scanned,
 * weighed, labelled, printed and told, with a page of the list, the counts and a search read after each. The simulators of the
 * demo store live in this process, as the platforms that they stand for live elsewhere.
 */
export async function benchMemory(folder: BenchFolder, say: (line: string) => void): Promise<BenchRow[]> {
  if (process.platform !== 'linux') {
    say('not run: memory/backend (it is read from /proc)');
    return [];
  }
  const tokens = await makeTokens(folder);
  const world = await startDemoWorld({ orders: PARCELS, isInstantPrinter: true });
  try {
    const shopIds = await connectFolder(folder, world);
    await using host = await startBuiltHost(folder.dataDir);
    const api = createApiCaller(host.url, tokens);
    await packHour(api, shopIds);
    await wait(REST_MS);
    const { now, most } = host.memoryMb();
    return [
      benchRow({ path: 'memory/backend', measured: now, unit: 'MB', budget: 300 }),
      benchRow({ path: 'memory/backend-most', measured: most, unit: 'MB max', budget: null }),
    ];
  } finally {
    await world.stop();
  }
}

/** @throws when the orders did not come in or could not be packed: a figure without work behind it proves nothing */
async function packHour(api: ApiCaller, shopIds: readonly string[]): Promise<void> {
  for (const id of shopIds) await api.post(`shops/${id}/pull`);
  const latest = performance.now() + MOST_INTAKE_MS;
  while ((await next()) === undefined) {
    if (performance.now() > latest) throw new Error('no order came in');
    await wait(INTAKE_POLL_MS);
  }
  let packed = 0;
  for (let orderId = await next(); orderId !== undefined && packed < PARCELS; orderId = await next()) {
    await packOne(api, orderId);
    packed += 1;
    await look(api, packed);
  }
  if (packed < PARCELS / 2) throw new Error(`only ${packed} parcels could be packed`);

  async function next(): Promise<string | undefined> {
    for (const shopId of shopIds) {
      const { items } = await api.get<OrderPage>(`orders?status=ready_to_pack&limit=1&shopId=${shopId}`);
      if (items[0]) return items[0].id;
    }
    return undefined;
  }
}

async function packOne(api: ApiCaller, orderId: string): Promise<void> {
  const { state } = await api.post<ScanVerdict>(`${STATION}/open`, { orderId });
  for (const line of state.lines)
    for (let unit = 0; unit < line.dueQuantity; unit += 1)
      await api.post(`${STATION}/scan`, { code: line.barcodes[0] ?? line.skuCode, source: 'typed' });
  await api.post<PackingState>(`${STATION}/weigh-manually`, { grams: state.expectedG ?? 500 });
  await api.post<PackingState>(`${STATION}/finish`);
  await api.post<PackingState>(`${STATION}/next`);
}

/** What the windows of a shift ask for. */
async function look(api: ApiCaller, round: number): Promise<void> {
  await api.get('orders?limit=50');
  await api.get('orders/counts');
  await api.get(`orders?limit=50&text=${encodeURIComponent(SEARCHES[round % SEARCHES.length] ?? '')}`);
}

/** Connects the simulators to the folder's database; @returns the ids of their shops. */
async function connectFolder({ dataDir }: BenchFolder, world: DemoAddresses): Promise<string[]> {
  const { services, stop } = await startWorkstation({
    hostKind: 'node',
    appVersion: '0.0.0-bench',
    dataDir,
    resourcesDir: 'resources',
    keystore: fileKeystore(dataDir),
    requestRestart() {},
  });
  const { context, shops, carrierPlugins: carriers, devices } = services;
  await connectDemo({ context, shops, carriers, devices, stationId: STATION_ID }, world);
  scanFasterThanHands(context);
  const demoShops = listShops(context.read, shops).filter(
    (shop) => isNamed(NAMES.taobao, shop) || isNamed(NAMES.shopify, shop),
  );
  await stop();
  return demoShops.map(({ id }) => id);
}

async function makeTokens(folder: BenchFolder): Promise<string[]> {
  using db = await folder.open();
  return Array.from(
    { length: TOKENS },
    (_, index) =>
      createApiToken(benchContext(db), { name: `bench ${index} ${Date.now()}`, scope: 'admin' }, BENCH_ACT).token,
  );
}
