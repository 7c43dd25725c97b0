import { setTimeout as wait } from 'node:timers/promises';
import { createApiToken } from '#main/usecases/auth/manage-api-tokens.ts';
import type { PackingState, ScanVerdict } from '#shared/contract/packing.ts';
import { BENCH_ACT, benchContext } from '../data/bench-context.ts';
import type { BenchFolder } from '../data/bench-folder.ts';
import { createApiCaller } from '../harness/api-caller.ts';
import type { ApiCaller } from '../harness/api-caller.ts';
import { benchRow } from '../harness/bench-row.ts';
import type { BenchRow } from '../harness/bench-row.ts';
import { startDemoHost } from '../harness/demo-host.ts';

/** What a busy table packs in an hour. */
const PARCELS = 100;
const TOKENS = 16;
const INTAKE_POLL_MS = 100;
const STATION = 'packing/station-1';
const SEARCHES = ['毛衣', '黑色 L码', 'gift box', '杭州'];

interface OrderPage {
  readonly items: readonly { readonly id: string; readonly displayNumber: string }[];
}

/**
 * The most memory that the backend's process held: stored orders, then an hour's parcels of the demo store taken in, scanned,
 * weighed, labelled, printed and told, with a page of the list, the counts and a search read after each. The simulators of the
 * demo store live in the same process and are counted.
 */
export async function benchMemory(folder: BenchFolder, say: (line: string) => void): Promise<BenchRow[]> {
  if (process.platform !== 'linux') {
    say('not run: memory/backend (it is read from /proc)');
    return [];
  }
  const tokens = await makeTokens(folder);
  await using host = await startDemoHost(folder.dataDir);
  const api = createApiCaller(host.url, tokens);
  await api.post('demo/orders', { count: PARCELS });
  const { shops } = await api.get<{ shops: readonly { id: string; name: string }[] }>('shops');
  const demoShops = shops.filter(({ name }) => /demo/i.test(name)).map(({ id }) => id);
  while ((await next()) === undefined) await wait(INTAKE_POLL_MS);
  let packed = 0;
  for (let orderId = await next(); orderId !== undefined && packed < PARCELS; orderId = await next()) {
    await packOne(api, orderId);
    packed += 1;
    await look(api, packed);
  }
  if (packed < PARCELS / 2) throw new Error(`only ${packed} parcels could be packed`);
  return [benchRow({ path: 'memory/backend', measured: host.mostMemoryMb(), unit: 'MB max', budget: 300 })];

  async function next(): Promise<string | undefined> {
    for (const shopId of demoShops) {
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

async function makeTokens(folder: BenchFolder): Promise<string[]> {
  using db = await folder.open();
  return Array.from(
    { length: TOKENS },
    (_, index) =>
      createApiToken(benchContext(db), { name: `bench ${index} ${Date.now()}`, scope: 'admin' }, BENCH_ACT).token,
  );
}
