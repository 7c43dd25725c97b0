import { createChannelBooks } from '../kit/channel-books.ts';
import type { ChannelBooks } from '../kit/channel-books.ts';
import { createFaultSwitchboard } from '../kit/fault-switchboard.ts';
import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import { createOrderGenerator } from '../kit/order-generator.ts';
import type { OrderMix } from '../kit/order-generator.ts';
import { drawPushFate } from '../kit/push-fate.ts';
import { createRequestLog } from '../kit/request-log.ts';
import type { RequestLog } from '../kit/request-log.ts';
import { createSeededRandom } from '../kit/seeded-random.ts';
import { realClock } from '../kit/simulator-clock.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import { startSimulatorServer } from '../kit/simulator-server.ts';
import { createNumberSource, createWooOrderFactory } from './order-factory.ts';
import { createOrderStore } from './order-store.ts';
import { createProductShelf } from './product-shelf.ts';
import type { WooProduct } from './product-shelf.ts';
import { createRestEndpoint } from './rest-endpoint.ts';
import { createWebhookQueue } from './webhook-queue.ts';
import type { PushOptions, WebhookDelivery, WebhookTopic } from './webhook-queue.ts';
import { createWooSubscriptions } from './webhook-subscriptions.ts';
import type { WooSubscriptions } from './webhook-subscriptions.ts';
import type { WebhookOutcome } from './webhook-sender.ts';
import { createKeyCheck } from './woo-auth.ts';
import type { ApiKey } from './woo-auth.ts';
import type { WooContext } from './woo-context.ts';
import { blockReasonOf } from './woo-order.ts';
import type { WooOrder } from './woo-order.ts';
import { createWooOrders } from './woo-orders.ts';
import type { WooOrders } from './woo-orders.ts';

export interface WoocommerceSimulatorOptions {
  /** 0 (default) takes any free port. */
  readonly port?: number;
  /** Same seed, same orders; default 1. */
  readonly seed?: number;
  readonly clock?: SimulatorClock;
  /** By which access ends and late pushes fall due; default `clock`. It may run ahead while orders and signatures keep `clock`. */
  readonly lifeClock?: SimulatorClock;
  /** When the shop opened: its numbers count from there, and its first orders are that old. The same again with the same seed brings the same orders; default now. */
  readonly bornAtMs?: number;
  /** Orders that exist from the start, spread over the hour before; default 0. */
  readonly orders?: number;
  readonly mix?: OrderMix;
  /** Share of orders to addresses outside China; default 1. */
  readonly foreignShare?: number;
  /** USD (default), EUR, CNY, JPY ... */
  readonly currency?: string;
  /** Sales tax on top of the prices; default 0. */
  readonly taxPercent?: number;
  readonly siteName?: string;
  readonly consumerKey?: string;
  readonly consumerSecret?: string;
  /** Default `read_write`. */
  readonly permission?: ApiKey['permission'];
  /** `plain` sites answer at `?rest_route=` alone; default `pretty`. */
  readonly permalinks?: 'pretty' | 'plain';
  /** A proxy before the shop speaks TLS: passwords instead of signatures; default false. */
  readonly overTls?: boolean;
  /** The Shipment Tracking extension is installed; default false. */
  readonly trackingExtension?: boolean;
  readonly webhookSecret?: string;
  /** Default 5000. */
  readonly webhookTimeoutMs?: number;
  /** Pushes each change by itself once there is a target; default true. */
  readonly autoPush?: boolean;
  /** Looks for late deliveries this often in real time; default 1000 with the machine's clock, 0 = never with another one. */
  readonly webhookTimerMs?: number;
}

export interface WoocommerceSimulator {
  /** `http://127.0.0.1:<port>`: the site's address. */
  readonly url: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  /** The secret in use. */
  readonly webhookSecret: string;
  readonly orders: WooOrders;
  /** The site's webhooks; tests make them wrong. */
  readonly subscriptions: WooSubscriptions;
  readonly books: ChannelBooks;
  readonly faults: FaultSwitchboard;
  readonly requests: RequestLog;
  product(sku: string): WooProduct | undefined;
  /** Saves the webhook, which sends a ping. @throws RangeError for another machine. */
  setWebhookTarget(url: string | undefined): Promise<WebhookOutcome | undefined>;
  /** False after five failures in a row; `setWebhookTarget` switches it on again. */
  webhookActive(): boolean;
  /** Pushes the order as it is now and tries all that is due. @throws RangeError without an active webhook or for an unknown order. */
  pushOrder(id: string, options?: PushOptions): Promise<WebhookDelivery>;
  /** Delivers what is due by the simulator's clock. */
  runDueWebhooks(): Promise<void>;
  webhookDeliveries(): readonly WebhookDelivery[];
  changeWebhookSecret(secret: string): void;
  close(): Promise<void>;
}

/** Rough price level abroad; not an exchange rate. */
const CENTS_PER_FEN = 0.15;

/** A WordPress site with WooCommerce, on loopback. Written from reference A8 and D2 alone. */
export async function startWoocommerceSimulator(
  options: WoocommerceSimulatorOptions = {},
): Promise<WoocommerceSimulator> {
  const trueClock = options.clock ?? realClock;
  const random = createSeededRandom(options.seed ?? 1).fork('woocommerce');
  const faults = createFaultSwitchboard(trueClock, random.fork('faults'));
  const clock: SimulatorClock = { nowMs: () => trueClock.nowMs() + (faults.standing('clock-skew')?.skewMs ?? 0) };
  const lifeClock = options.lifeClock ?? clock;
  const books = createChannelBooks();
  const store = createOrderStore();
  const shelf = createProductShelf();
  const requests = createRequestLog();
  const bornAtMs = options.bornAtMs ?? trueClock.nowMs();
  const numbers = createNumberSource(bornAtMs);
  const currency = options.currency ?? 'USD';
  const keys = random.fork('keys');
  const consumerKey = options.consumerKey ?? `ck_${keys.hex(40)}`;
  const consumerSecret = options.consumerSecret ?? `cs_${keys.hex(40)}`;
  let webhookSecret = options.webhookSecret ?? `simulated & <${keys.hex(12)}>`;
  let siteUrl = '';
  const webhooks = createWebhookQueue({
    clock,
    lifeClock,
    books,
    secret: webhookSecret,
    timeoutMs: options.webhookTimeoutMs ?? 5_000,
    siteUrl: () => siteUrl,
    switchOff: (url) => subscriptions.switchOff(url),
  });

  const subscriptions = createWooSubscriptions({ target: webhooks.target, isActive: webhooks.isActive });

  function notify(order: WooOrder, topic: WebhookTopic): void {
    if (options.autoPush === false) return;
    const { isLost, times, lateMs } = drawPushFate(faults);
    const managed = isLost ? [] : subscriptions.all();
    if (managed === null) webhooks.trigger(order, { topic, times, lateMs });
    for (const webhook of managed ?? [])
      if (webhook.topic === topic && webhook.status === 'active')
        webhooks.trigger(order, { topic, url: webhook.deliveryUrl, times, lateMs });
    void webhooks.runDue();
  }

  const price = (fen: number): number => (currency === 'CNY' ? fen : Math.max(99, Math.round(fen * CENTS_PER_FEN)));
  const orders = createWooOrders({
    clock,
    store,
    books,
    numbers,
    notify,
    generator: createOrderGenerator(random.fork('orders'), {
      foreignShare: options.foreignShare ?? 1,
      price,
      ...(options.mix ? { mix: options.mix } : {}),
    }),
    factory: createWooOrderFactory(random.fork('details'), numbers, shelf, {
      currency,
      taxPercent: options.taxPercent ?? 0,
    }),
    hugeIds: () => faults.standing('huge-ids') !== undefined,
  });
  if (options.orders) orders.add(options.orders, { atMs: bornAtMs, spreadMs: 3_600_000 });

  const context: WooContext = {
    clock,
    store,
    shelf,
    books,
    faults,
    random: random.fork('rows'),
    numbers,
    subscriptions,
    siteName: options.siteName ?? 'Packbench Demo',
    hasTrackingExtension: options.trackingExtension ?? false,
    changed(order) {
      store.touch(order, clock.nowMs());
      books.noteShippable(order.id, blockReasonOf(order));
      notify(order, 'order.updated');
    },
  };
  const endpoint = createRestEndpoint({
    context,
    permalinks: options.permalinks ?? 'pretty',
    checkKey: createKeyCheck({
      clock,
      isOverTls: options.overTls ?? false,
      key: () => ({ consumerKey, consumerSecret, permission: options.permission ?? 'read_write' }),
    }),
  });
  const server = await startSimulatorServer({ port: options.port ?? 0, clock, log: requests, faults, endpoint });
  siteUrl = server.url;
  const timerMs = options.webhookTimerMs ?? (options.clock ? 0 : 1_000);
  const timer = timerMs > 0 ? setInterval(() => void webhooks.runDue(), timerMs).unref() : undefined;

  return {
    url: server.url,
    consumerKey,
    consumerSecret,
    get webhookSecret() {
      return webhookSecret;
    },
    orders,
    subscriptions,
    books,
    faults,
    requests,
    product: (sku) => shelf.ofSku(sku),
    setWebhookTarget: (url) => webhooks.setTarget(url),
    webhookActive: () => webhooks.isActive(),
    async pushOrder(id, push = {}) {
      const order = store.get(id);
      const delivery = order ? webhooks.trigger(order, push) : undefined;
      if (!delivery) throw new RangeError(`cannot push ${id}: no such order, or no active webhook`);
      await webhooks.runDue();
      return delivery;
    },
    runDueWebhooks: () => webhooks.runDue(),
    webhookDeliveries: () => webhooks.deliveries(),
    changeWebhookSecret(secret) {
      webhookSecret = secret;
      webhooks.changeSecret(secret);
    },
    async close() {
      clearInterval(timer);
      webhooks.close();
      await server.close();
    },
  };
}
