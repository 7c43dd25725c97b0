import { createCallRate } from '../kit/call-rate.ts';
import type { CallRate } from '../kit/call-rate.ts';
import { createChannelBooks } from '../kit/channel-books.ts';
import type { ChannelBooks } from '../kit/channel-books.ts';
import { createFaultSwitchboard } from '../kit/fault-switchboard.ts';
import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import { createOrderGenerator } from '../kit/order-generator.ts';
import type { OrderMix } from '../kit/order-generator.ts';
import { createPushQueue } from '../kit/push-queue.ts';
import type { ComposeOptions, ComposedPush, PushNews } from '../kit/push-queue.ts';
import { createRequestLog } from '../kit/request-log.ts';
import type { RequestLog } from '../kit/request-log.ts';
import { createSeededRandom } from '../kit/seeded-random.ts';
import { realClock } from '../kit/simulator-clock.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import { startSimulatorServer } from '../kit/simulator-server.ts';
import { createTimedStore } from '../kit/timed-store.ts';
import { blockReasonOf } from './douyin-order.ts';
import type { AfterSaleCase, DouyinOrder } from './douyin-order.ts';
import { createDouyinOrders } from './douyin-orders.ts';
import type { DouyinOrders } from './douyin-orders.ts';
import { composeDouyinPush, isAcceptedByDouyin } from './douyin-pushes.ts';
import { createDouyinGateway } from './gateway.ts';
import { afterSaleList } from './methods/after-sales.ts';
import { orderDetail, orderSearchList } from './methods/orders.ts';
import { batchDecrypt } from './methods/decrypt.ts';
import { productList, skuList } from './methods/products.ts';
import { logisticsAdd, logisticsAddMultiPack, syncStock } from './methods/ship.ts';
import { tokenCreate, tokenRefresh } from './methods/token-methods.ts';
import { createDouyinOrderFactory } from './order-factory.ts';
import { createDouyinTokens } from './tokens.ts';
import type { DouyinTokens } from './tokens.ts';

export interface DouyinSimulatorOptions {
  /** 0 (default) takes any free port. */
  readonly port?: number;
  /** Same seed, same orders; default 1. */
  readonly seed?: number;
  readonly clock?: SimulatorClock;
  /** By which access ends and late pushes fall due; default `clock`. It may run ahead while orders and signatures keep `clock`. */
  readonly lifeClock?: SimulatorClock;
  /** When the shop opened: its numbers count from there, and its first orders are that old; default now. */
  readonly bornAtMs?: number;
  /** Orders that exist from the start, spread over the hour before; default 0. */
  readonly orders?: number;
  readonly mix?: OrderMix;
  /** Calls of one method within a span; default: no limit. */
  readonly rate?: CallRate;
  readonly appKey?: string;
  readonly appSecret?: string;
  readonly shopId?: string;
  readonly shopName?: string;
}

export interface DouyinSimulator {
  /** `http://127.0.0.1:<port>`, in place of `https://openapi-fxg.jinritemai.com`. */
  readonly url: string;
  readonly appKey: string;
  /** The secret in use. */
  readonly appSecret: string;
  readonly shopId: string;
  readonly orders: DouyinOrders;
  readonly tokens: DouyinTokens;
  readonly books: ChannelBooks;
  readonly faults: FaultSwitchboard;
  readonly requests: RequestLog;
  /** Numbers of an order's after-sales cases. */
  casesOf(orderId: string): readonly string[];
  /** Units by merchant code, as last set through the API. */
  stockOf(skuCode: string): number | undefined;
  /** New calls and pushes are signed with the new secret. */
  rotateSecret(secret: string): void;
  /** A signed delivery about these orders, without sending it; none: the probe of the address. */
  composePush(orderIds: readonly string[], options?: ComposeOptions): ComposedPush;
  /** @throws RangeError for another machine. */
  setPushTarget(url: string | undefined): void;
  /** Sends what is due by the simulator's clock. */
  runDuePushes(): Promise<void>;
  waitingPushes(): number;
  close(): Promise<void>;
}

const METHODS = [
  orderSearchList,
  orderDetail,
  logisticsAdd,
  logisticsAddMultiPack,
  syncStock,
  productList,
  skuList,
  batchDecrypt,
  afterSaleList,
  tokenCreate,
  tokenRefresh,
];
const NEWS_PER_DELIVERY = 20;
const RETRIES_MS = [10_000, 60_000, 300_000, 1_800_000];

/** A Douyin shop behind its open platform, on loopback. Written from reference A4 and D2 and the platform's own pages. */
export async function startDouyinSimulator(options: DouyinSimulatorOptions = {}): Promise<DouyinSimulator> {
  const trueClock = options.clock ?? realClock;
  const random = createSeededRandom(options.seed ?? 1).fork('douyin');
  const faults = createFaultSwitchboard(trueClock, random.fork('faults'));
  const clock: SimulatorClock = { nowMs: () => trueClock.nowMs() + (faults.standing('clock-skew')?.skewMs ?? 0) };
  const lifeClock = options.lifeClock ?? clock;
  const books = createChannelBooks();
  const store = createTimedStore<DouyinOrder>();
  const afterSales = createTimedStore<AfterSaleCase>();
  const requests = createRequestLog();
  const tokens = createDouyinTokens(lifeClock, random.fork('tokens'));
  const bornAtMs = options.bornAtMs ?? trueClock.nowMs();
  const appKey = options.appKey ?? '7000000000000000001';
  let appSecret = options.appSecret ?? `simulated-${random.fork('secret').hex(24)}`;
  let previousSecret = appSecret;
  const shop = { id: options.shopId ?? '4463798', name: options.shopName ?? '打包台示例抖店' };
  const identity = {
    appKey,
    shopId: shop.id,
    secret: (which: 'current' | 'previous') => (which === 'current' ? appSecret : previousSecret),
  };
  const pushes = createPushQueue({
    clock: lifeClock,
    books,
    faults,
    newsPerDelivery: NEWS_PER_DELIVERY,
    retryAfterMs: RETRIES_MS,
    compose: (news) => composeDouyinPush(news, identity),
    isAccepted: isAcceptedByDouyin,
  });
  let messages = BigInt(bornAtMs) * 1_000_000n;
  const newsOf = (orderId: string, tag: string): PushNews => {
    messages += 1n;
    return { id: `${messages.toString()}:0:${orderId}`, topic: tag, externalNumber: orderId, atMs: clock.nowMs() };
  };

  function changed(order: DouyinOrder, tag: string): void {
    store.touch(order, clock.nowMs());
    books.noteShippable(order.id, blockReasonOf(order));
    pushes.publish(newsOf(order.id, tag));
  }

  const orders = createDouyinOrders({
    clock,
    store,
    afterSales,
    books,
    generator: createOrderGenerator(random.fork('orders'), options.mix ? { mix: options.mix } : {}),
    factory: createDouyinOrderFactory(random.fork('ids'), bornAtMs),
    hugeIds: () => faults.standing('huge-ids') !== undefined,
    changed,
    born: (order, tag) => pushes.publish(newsOf(order.id, tag)),
  });
  if (options.orders) orders.add(options.orders, { atMs: bornAtMs, spreadMs: 3_600_000 });

  const stock = new Map<string, number>();
  const endpoint = createDouyinGateway({
    appKey,
    secret: () => appSecret,
    methods: METHODS,
    allows: createCallRate(clock, options.rate),
    context: {
      clock,
      orders: store,
      afterSales,
      books,
      faults,
      random: random.fork('rows'),
      tokens,
      shop,
      stock,
      shippedRequests: new Set(),
      changed,
    },
  });
  const server = await startSimulatorServer({ port: options.port ?? 0, clock, log: requests, faults, endpoint });

  return {
    url: server.url,
    appKey,
    get appSecret() {
      return appSecret;
    },
    shopId: shop.id,
    orders,
    tokens,
    books,
    faults,
    requests,
    casesOf: (orderId) =>
      afterSales
        .all()
        .filter((entry) => entry.orderId === orderId)
        .map((entry) => entry.id),
    stockOf: (skuCode) => stock.get(skuCode),
    rotateSecret(secret) {
      previousSecret = appSecret;
      appSecret = secret;
    },
    composePush: (orderIds, compose) =>
      composeDouyinPush(
        orderIds.length === 0 ? [newsOf('0', '0')] : orderIds.map((id) => newsOf(id, '101')),
        identity,
        compose,
      ),
    setPushTarget: (url) => pushes.setTarget(url),
    runDuePushes: () => pushes.runDue(),
    waitingPushes: () => pushes.waiting(),
    async close() {
      pushes.close();
      await server.close();
    },
  };
}
