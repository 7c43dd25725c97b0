import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import type { ChannelConnector, RawChannelMessage } from '#main/plugins/channels/channel-connector.ts';
import { CHANNELS } from '#main/app/registries.ts';
import { intakeMessages } from '#main/usecases/orders/intake-messages.ts';
import type { IncomingMessage } from '#main/usecases/orders/archive-message.ts';
import { pullShop } from '#main/usecases/shops/pull-shop.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { createPageReader } from '#main/app/page-reading/create-page-reader.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { BENCH_ACT, benchContext, SILENT_LOG } from '../data/bench-context.ts';
import { BENCH_SHOPS } from '../data/bench-orders.ts';
import { fillShops } from '../data/fill-shops.ts';
import { openFreshDatabase } from '../data/fresh-database.ts';
import { benchRow } from '../harness/bench-row.ts';
import type { BenchRow } from '../harness/bench-row.ts';
import { percentile } from '../harness/percentile.ts';
import { startSimulator } from '../harness/start-simulator.ts';
import type { SimulatedChannel } from '../harness/start-simulator.ts';
import { bareInsertRate } from './bare-insert.ts';

/** Reaches back over the hour that a simulator spreads its orders over. */
const LOOK_BACK_MS = 2 * 3_600_000;
const RATIO_BUDGET = 0.35;
const RATE_BUDGET = 2_000;
const ROUNDS = 3;

/** Orders per second. */
interface Round {
  readonly http: number;
  readonly fromBytes: number;
  readonly bare: number;
}

interface ChannelRates extends Round {
  readonly httpOfBare: number;
  readonly fromBytesOfBare: number;
}

/**
 * The whole intake: simulator in a process of its own, which has its answers ready, HTTP over loopback, the channel's connector, raw archive, cleaning,
 * mapping, storing and reserving in an encrypted database that flushes at each commit. The budget is that of the channel
 * that sends many orders per answer; TOP wants one call per order, so its rate is that of the calls.
 */
export async function benchIntake(orders: number, seed: number): Promise<BenchRow[]> {
  const shopify = await measureChannel('shopify', Math.min(orders, 20_000), seed);
  const taobao = await measureChannel('taobao', Math.min(orders, 4_000), seed);
  return [
    benchRow({
      path: 'intake/shopify/http',
      measured: shopify.http,
      unit: 'orders/s',
      budget: RATE_BUDGET,
      baseline: shopify.bare,
    }),
    benchRow({
      path: 'intake/shopify/http-of-bare',
      measured: shopify.httpOfBare,
      unit: 'ratio',
      budget: RATIO_BUDGET,
    }),
    benchRow({
      path: 'intake/shopify/from-bytes',
      measured: shopify.fromBytes,
      unit: 'orders/s',
      budget: null,
      baseline: shopify.bare,
    }),
    benchRow({
      path: 'intake/shopify/from-bytes-of-bare',
      measured: shopify.fromBytesOfBare,
      unit: 'ratio',
      budget: null,
    }),
    benchRow({
      path: 'intake/taobao/http',
      measured: taobao.http,
      unit: 'orders/s',
      budget: null,
      baseline: taobao.bare,
    }),
    benchRow({
      path: 'intake/taobao/from-bytes',
      measured: taobao.fromBytes,
      unit: 'orders/s',
      budget: null,
      baseline: taobao.bare,
    }),
    benchRow({
      path: 'intake/taobao/from-bytes-of-bare',
      measured: taobao.fromBytesOfBare,
      unit: 'ratio',
      budget: null,
    }),
  ];
}

/** The machine's speed changes by half within a minute: product and bare rate are measured in turns, and the medians count. */
async function measureChannel(kind: SimulatedChannel['kind'], orders: number, seed: number): Promise<ChannelRates> {
  await using channel = await startSimulator(kind, orders, seed);
  const nowMs = Date.now();
  await rehearse(channel, orders, nowMs);
  const rounds: Round[] = [];
  while (rounds.length < ROUNDS) rounds.push(await measureRound(channel, orders, nowMs));
  const median = (figure: (round: Round) => number) => percentile(rounds.map(figure), 0.5);
  return {
    http: median(({ http }) => http),
    httpOfBare: median(({ http, bare }) => http / bare),
    fromBytes: median(({ fromBytes }) => fromBytes),
    fromBytesOfBare: median(({ fromBytes, bare }) => fromBytes / bare),
    bare: median(({ bare }) => bare),
  };
}

async function measureRound(channel: SimulatedChannel, orders: number, nowMs: number): Promise<Round> {
  const pages: (readonly RawChannelMessage[])[] = [];
  using db = openFreshDatabase();
  db.transaction(fillShops);
  const http = await pullRate(db, channel, orders, { nowMs, pages });
  const bare = bareInsertRate(db, pages[0]?.length ?? 1);
  return { http, bare, fromBytes: bytesRate(channel.kind, pages) };
}

type Database = ReturnType<typeof openFreshDatabase>;

/** The platform makes its answers, and the product has been at work for some seconds, as it is at any hour but its first. */
async function rehearse(channel: SimulatedChannel, orders: number, nowMs: number): Promise<void> {
  using db = openFreshDatabase();
  db.transaction(fillShops);
  await pullRate(db, channel, orders, { nowMs, pages: [] });
}

/**
 * Orders per second of the product's own poll. The pages are kept for the measurement from bytes.
 * @param nowMs what the clock shows all the while: the same is asked each time
 */
async function pullRate(
  db: Database,
  channel: SimulatedChannel,
  orders: number,
  { nowMs, pages }: { readonly nowMs: number; readonly pages: (readonly RawChannelMessage[])[] },
): Promise<number> {
  const pageReader = createPageReader(systemTimers, SILENT_LOG);
  const context = { ...benchContext(db), clock: { nowMs: () => nowMs }, pageReader };
  const client = createNodeHttpClient({ clock: context.clock });
  const shop = connect(channel, { ...context, http: client }, pages);
  db.prepare<[string, number]>("INSERT INTO sync_cursors (shop_id, stream, watermark_ms) VALUES (?, 'orders', ?)").run(
    shop.id,
    nowMs - LOOK_BACK_MS,
  );
  let created = 0;
  const started = performance.now();
  for (let more = true; more;) {
    const pulled = await pullShop(context, BENCH_ACT, shop, new AbortController().signal);
    if (pulled.failure || pulled.parked > 0) throw new Error(`the intake failed: ${JSON.stringify(pulled)}`);
    created += pulled.created;
    more = pulled.more;
  }
  const seconds = (performance.now() - started) / 1000;
  client.close();
  await pageReader.close();
  if (created !== orders) throw new Error(`${created} of ${orders} orders came in`);
  return created / seconds;
}

/** Orders per second from the archived bytes on, into a database of its own. */
function bytesRate(kind: SimulatedChannel['kind'], pages: readonly (readonly RawChannelMessage[])[]): number {
  using db = openFreshDatabase();
  db.transaction(fillShops);
  const context = benchContext(db);
  const connector = connectorOf(kind);
  const shop = shopOf(kind);
  let orders = 0;
  const started = performance.now();
  for (const page of pages) {
    const messages = page.map((message): IncomingMessage => ({
      shopId: shop.id,
      source: 'poll',
      topic: 'order',
      externalNumber: message.externalNumber,
      apiVersion: connector.apiVersion,
      signature: 'transport',
      deliveryId: null,
      payload: message.payload,
      receivedAtMs: context.clock.nowMs(),
    }));
    orders += intakeMessages(context, BENCH_ACT, {
      shop: { ...shop, warehouseId: 'main' },
      connector,
      statusMap: connector.statusMap,
      messages,
    }).created;
  }
  return (orders / (performance.now() - started)) * 1000;
}

function connect(
  channel: SimulatedChannel,
  context: Pick<ReturnType<ConnectedShop['channelContext']>, 'http' | 'clock'>,
  pages: (readonly RawChannelMessage[])[],
): ConnectedShop {
  const connector = connectorOf(channel.kind);
  const shop = shopOf(channel.kind);
  return {
    ...shop,
    warehouseId: 'main',
    enabled: true,
    statusMap: connector.statusMap,
    connector: {
      ...connector,
      async *pullChanges(channelContext, window) {
        for await (const page of connector.pullChanges(channelContext, window)) {
          if (page.ok) pages.push(page.value.messages);
          yield page;
        }
      },
    },
    channelContext: (signal) => ({
      config: connector.configSchema.parse(channel.config),
      credentials: connector.credentialsSchema.parse(channel.credentials),
      currency: shop.currency,
      http: context.http,
      openSocket: openJsonSocket,
      clock: context.clock,
      signal: signal ?? new AbortController().signal,
    }),
  };
}

function connectorOf(kind: string): ChannelConnector {
  const connector = CHANNELS.find(kind);
  if (!connector) throw new Error(`no connector ${kind}`);
  return connector;
}

function shopOf(kind: SimulatedChannel['kind']): (typeof BENCH_SHOPS)[number] {
  return kind === 'taobao' ? BENCH_SHOPS[0] : BENCH_SHOPS[1];
}
