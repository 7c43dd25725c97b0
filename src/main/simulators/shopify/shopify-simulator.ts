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
import type { SimulatorEndpoint } from '../kit/simulator-server.ts';
import { createAppAccess } from './app-access.ts';
import type { AppAccess } from './app-access.ts';
import { createCostBucket } from './cost-bucket.ts';
import type { ThrottleStatus } from './cost-bucket.ts';
import { createGraphqlEndpoint } from './graphql-endpoint.ts';
import { createOauthEndpoint } from './oauth-endpoint.ts';
import { createInventory } from './inventory.ts';
import type { StockedVariant } from './inventory.ts';
import { createNumberSource, createShopifyOrderFactory } from './order-factory.ts';
import { createOrderStore } from './order-store.ts';
import type { ShopifyContext } from './shopify-context.ts';
import { blockReasonOf } from './shopify-order.ts';
import type { ShopifyOrder } from './shopify-order.ts';
import { createShopifyOrders } from './shopify-orders.ts';
import type { ShopifyOrders } from './shopify-orders.ts';
import { createWebhookQueue } from './webhook-queue.ts';
import type { PushOptions, WebhookDelivery } from './webhook-queue.ts';
import { createWebhookSubscriptions } from './webhook-subscriptions.ts';
import type { WebhookSubscriptions } from './webhook-subscriptions.ts';

const API_VERSION = '2026-10';

export interface ShopifySimulatorOptions {
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
  /** USD (default), EUR, CNY ... with two minor digits. */
  readonly currency?: string;
  readonly shopName?: string;
  readonly shopDomain?: string;
  readonly accessToken?: string;
  /** The app's client secret: signs webhooks. */
  readonly clientSecret?: string;
  /** Default: all that an order desk needs, read_all_orders included. */
  readonly scopes?: readonly string[];
  /** Bucket of the Standard plan by default: 2000 points, 100 per second. */
  readonly bucketSize?: number;
  readonly restorePerSecond?: number;
  /** Default 1000. */
  readonly maximumQueryCost?: number;
  readonly firstOrderNumber?: number;
  /** Where webhooks go (this machine only); default: nowhere until `setWebhookTarget`. */
  readonly webhookUrl?: string;
  /** Pushes each change by itself; default true when there is a target. */
  readonly autoPush?: boolean;
  /** Default 1000 and 5000. */
  readonly webhookConnectMs?: number;
  readonly webhookTotalMs?: number;
  /** Looks for due retries this often in real time; default 1000 with the machine's clock, 0 = never with another one. */
  readonly webhookTimerMs?: number;
}

export interface ShopifySimulator {
  /** `http://127.0.0.1:<port>`, in place of `https://{shop}.myshopify.com`. */
  readonly url: string;
  /** `url` + `/admin/api/2026-10/graphql.json`. */
  readonly graphqlUrl: string;
  readonly shopDomain: string;
  readonly accessToken: string;
  readonly apiVersion: string;
  readonly clientId: string;
  /** What the owner granted the app in the browser, beside the custom app's own token. */
  readonly access: AppAccess;
  /** Scopes that the owner does not grant although the app asks for them. */
  readonly withheldScopes: Set<string>;
  /** The secret in use. */
  readonly clientSecret: string;
  readonly orders: ShopifyOrders;
  /** What the app subscribed; tests make it wrong. */
  readonly subscriptions: WebhookSubscriptions;
  readonly books: ChannelBooks;
  readonly faults: FaultSwitchboard;
  readonly requests: RequestLog;
  throttleStatus(): ThrottleStatus;
  /** Each answer says from now on that what is called is deprecated, and why; undefined: no more. */
  announceDeprecation(reason: string | undefined): void;
  /** What the shop sells of a SKU, as it was told. */
  variant(sku: string): StockedVariant | undefined;
  /** @throws RangeError for another machine. A new target also renews a subscription that was deleted. */
  setWebhookTarget(url: string | undefined): void;
  /** False after eight retries in vain: Shopify deleted the subscription. */
  webhookSubscribed(): boolean;
  /**
   * Pushes the order as it is now and tries all that is due. Resolves after the attempts; the delivery then says how
   * they ended. @throws RangeError without a target or for an unknown order.
   */
  pushOrder(number: string, options?: PushOptions): Promise<WebhookDelivery>;
  /** Delivers what is due by the simulator's clock: late pushes and retries. */
  runDueWebhooks(): Promise<void>;
  webhookDeliveries(): readonly WebhookDelivery[];
  /** New deliveries are signed with the new secret, unless they ask for the previous one. */
  rotateClientSecret(secret: string): void;
  close(): Promise<void>;
}

const DEFAULT_SCOPES = [
  'read_orders',
  'read_all_orders',
  'write_merchant_managed_fulfillment_orders',
  'read_products',
  'read_locations',
  'write_inventory',
];
/** Rough price level abroad; not an exchange rate. */
const CENTS_PER_FEN = 0.15;

/** A Shopify shop behind the GraphQL Admin API, on loopback. Written from reference A7 and D2 alone. */
export async function startShopifySimulator(options: ShopifySimulatorOptions = {}): Promise<ShopifySimulator> {
  const trueClock = options.clock ?? realClock;
  const random = createSeededRandom(options.seed ?? 1).fork('shopify');
  const faults = createFaultSwitchboard(trueClock, random.fork('faults'));
  const clock: SimulatorClock = { nowMs: () => trueClock.nowMs() + (faults.standing('clock-skew')?.skewMs ?? 0) };
  const lifeClock = options.lifeClock ?? clock;
  const books = createChannelBooks();
  const store = createOrderStore();
  const inventory = createInventory();
  const requests = createRequestLog();
  const bornAtMs = options.bornAtMs ?? trueClock.nowMs();
  const numbers = createNumberSource(bornAtMs);
  const currency = options.currency ?? 'USD';
  const shopDomain = options.shopDomain ?? 'packbench-demo.myshopify.com';
  const accessToken = options.accessToken ?? `shpat_simulated${random.fork('token').hex(24)}`;
  const clientId = random.fork('client').hex(32);
  const access = createAppAccess(clock, random.fork('access'), accessToken);
  const withheldScopes = new Set<string>();
  let clientSecret = options.clientSecret ?? `shpss_simulated${random.fork('secret').hex(24)}`;
  let deprecation: string | undefined;
  const bucket = createCostBucket(clock, options.bucketSize ?? 2_000, options.restorePerSecond ?? 100);
  const ids = random.fork('webhook ids');
  const webhooks = createWebhookQueue({
    clock,
    lifeClock,
    books,
    shopDomain,
    apiVersion: API_VERSION,
    secret: clientSecret,
    limits: { connectMs: options.webhookConnectMs ?? 1_000, totalMs: options.webhookTotalMs ?? 5_000 },
    nextId: () => `${ids.hex(8)}-${ids.hex(4)}-4${ids.hex(3)}-a${ids.hex(3)}-${numbers.next().slice(-12)}`,
    unsubscribe: (url) => subscriptions.drop(url),
  });
  const subscriptions = createWebhookSubscriptions({
    clock,
    nextNumber: () => numbers.next(),
    target: () => (webhooks.subscribed() ? webhooks.target() : undefined),
  });
  if (options.webhookUrl !== undefined) webhooks.setTarget(options.webhookUrl);

  function notify(order: ShopifyOrder, topics: readonly string[]): void {
    if (options.autoPush === false) return;
    if (subscriptions.all() !== null) return notifySubscribers(order, topics);
    let eventId: string | undefined;
    for (const topic of topics.length === 0 ? ['orders/updated'] : topics) {
      const { isLost, times, lateMs } = drawPushFate(faults);
      if (isLost) continue;
      const delivery = webhooks.trigger(order, { topic, times, lateMs, ...(eventId === undefined ? {} : { eventId }) });
      eventId ??= delivery?.eventId;
    }
    void webhooks.runDue();
  }

  /** Whatever changes an order updates it. */
  function notifySubscribers(order: ShopifyOrder, topics: readonly string[]): void {
    for (const topic of new Set([...topics, 'orders/updated']))
      for (const url of subscriptions.targetsOf(topic)) {
        const { isLost, times, lateMs } = drawPushFate(faults);
        if (!isLost) webhooks.trigger(order, { topic, url, times, lateMs });
      }
    void webhooks.runDue();
  }

  const fen = (amount: number): number =>
    currency === 'CNY' ? amount : Math.max(99, Math.round(amount * CENTS_PER_FEN));
  const orders = createShopifyOrders({
    clock,
    store,
    books,
    numbers,
    notify,
    generator: createOrderGenerator(random.fork('orders'), {
      foreignShare: options.foreignShare ?? 1,
      price: fen,
      ...(options.mix ? { mix: options.mix } : {}),
    }),
    factory: createShopifyOrderFactory(random.fork('details'), numbers, {
      currency,
      firstOrderNumber: options.firstOrderNumber ?? 1001,
    }),
    hugeIds: () => faults.standing('huge-ids') !== undefined,
  });
  if (options.orders) orders.add(options.orders, { atMs: bornAtMs, spreadMs: 3_600_000 });

  const context: ShopifyContext = {
    clock,
    store,
    inventory,
    books,
    faults,
    numbers,
    shop: { name: options.shopName ?? 'Packbench Demo', domain: shopDomain, currency },
    subscriptions,
    scopes: new Set(options.scopes ?? DEFAULT_SCOPES),
    changed(order, topics) {
      store.touch(order, clock.nowMs());
      books.noteShippable(order.id, blockReasonOf(order));
      notify(order, topics);
    },
  };
  const graphql = createGraphqlEndpoint({
    context,
    bucket,
    maximumQueryCost: options.maximumQueryCost ?? 1_000,
    isValidToken: (token) => access.isValid(token),
    deprecation: () => deprecation,
  });
  const oauth = createOauthEndpoint({
    clock,
    access,
    shopDomain,
    clientId,
    clientSecret: () => clientSecret,
    appScopes: options.scopes ?? DEFAULT_SCOPES,
    withheldScopes,
  });
  const endpoint: SimulatorEndpoint = {
    ...graphql,
    operationOf: (request) => oauth.operationOf(request) ?? graphql.operationOf(request),
    handle: (request, operation) =>
      oauth.operationOf(request) ? oauth.handle(request, operation) : graphql.handle(request, operation),
  };
  const server = await startSimulatorServer({ port: options.port ?? 0, clock, log: requests, faults, endpoint });
  const timerMs = options.webhookTimerMs ?? (options.clock ? 0 : 1_000);
  const timer = timerMs > 0 ? setInterval(() => void webhooks.runDue(), timerMs).unref() : undefined;

  return {
    url: server.url,
    graphqlUrl: `${server.url}/admin/api/${API_VERSION}/graphql.json`,
    shopDomain,
    accessToken,
    apiVersion: API_VERSION,
    clientId,
    access,
    withheldScopes,
    get clientSecret() {
      return clientSecret;
    },
    orders,
    subscriptions,
    books,
    faults,
    requests,
    throttleStatus: () => bucket.status(),
    announceDeprecation: (reason) => void (deprecation = reason),
    variant: (sku) => inventory.ofSku(sku),
    setWebhookTarget: (url) => webhooks.setTarget(url),
    webhookSubscribed: () => webhooks.subscribed(),
    async pushOrder(number, push = {}) {
      const order = store.get(number);
      const delivery = order ? webhooks.trigger(order, push) : undefined;
      if (!delivery) throw new RangeError(`cannot push ${number}: no such order, or no webhook subscription`);
      await webhooks.runDue();
      return delivery;
    },
    runDueWebhooks: () => webhooks.runDue(),
    webhookDeliveries: () => webhooks.deliveries(),
    rotateClientSecret(secret) {
      clientSecret = secret;
      webhooks.rotateSecret(secret);
    },
    async close() {
      clearInterval(timer);
      webhooks.close();
      await server.close();
    },
  };
}
