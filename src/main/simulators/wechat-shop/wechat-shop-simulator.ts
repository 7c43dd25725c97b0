import { createCallRate } from '../kit/call-rate.ts';
import type { CallRate } from '../kit/call-rate.ts';
import { createChannelBooks } from '../kit/channel-books.ts';
import type { ChannelBooks } from '../kit/channel-books.ts';
import { createFaultSwitchboard } from '../kit/fault-switchboard.ts';
import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import { createOrderGenerator } from '../kit/order-generator.ts';
import type { OrderMix, OrderSituation, OrderedGood } from '../kit/order-generator.ts';
import { createPushQueue } from '../kit/push-queue.ts';
import type { ComposeOptions, ComposedPush, PushNews } from '../kit/push-queue.ts';
import { createRequestLog } from '../kit/request-log.ts';
import type { RequestLog } from '../kit/request-log.ts';
import { createSeededRandom } from '../kit/seeded-random.ts';
import { realClock } from '../kit/simulator-clock.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import { startSimulatorServer } from '../kit/simulator-server.ts';
import { createTimedStore } from '../kit/timed-store.ts';
import type { StoreCase } from './store-cases.ts';
import { createStoreGateway } from './store-gateway.ts';
import { blockReasonOf, createStoreOrderFactory, lineKey } from './store-order.ts';
import type { StoreOrder } from './store-order.ts';
import { composeStorePush } from './store-pushes.ts';
import type { PushKeys } from './store-pushes.ts';

export interface WechatShopSimulatorOptions {
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
  /** Calls of one path within a span; default: no limit. */
  readonly rate?: CallRate;
}

export interface AddStoreOrdersOptions {
  readonly spreadMs?: number;
  readonly situation?: OrderSituation;
  readonly lines?: readonly OrderedGood[];
}

export interface WechatShopSimulator {
  /** `http://127.0.0.1:<port>`, in place of `https://api.weixin.qq.com`. */
  readonly url: string;
  readonly appId: string;
  readonly appSecret: string;
  /** Token and EncodingAESKey in use. */
  readonly pushKeys: PushKeys;
  readonly books: ChannelBooks;
  readonly faults: FaultSwitchboard;
  readonly requests: RequestLog;
  /** Spread evenly over the last `spreadMs`. */
  addOrders(count: number, options?: AddStoreOrdersOptions): StoreOrder[];
  /** Whatever happens to an order at the platform; moves its time of change and pushes. @throws RangeError for an unknown order. */
  change(id: string, act?: (order: StoreOrder) => void): StoreOrder;
  stockOf(productAndSku: string): number | undefined;
  /** The buyer asks for the money of the first line back. @returns the number of the case */
  openCase(orderId: string): string;
  changeCase(caseId: string, act: (entry: StoreCase) => void): void;
  /** The token in use ends at once. */
  expireAccess(): void;
  changePushKeys(keys: PushKeys): void;
  composePush(orderId: string, options?: ComposeOptions): ComposedPush;
  /** @throws RangeError for another machine. */
  setPushTarget(url: string | undefined): void;
  runDuePushes(): Promise<void>;
  close(): Promise<void>;
}

const TOKEN_LIFE_MS = 7_200_000;
/** The platform's own waits: at once, at once, 10 s, 1 min, 5 min, 30 min, an hour three times. */
const RETRIES_MS = [0, 0, 10_000, 60_000, 300_000, 1_800_000, 3_600_000, 3_600_000, 3_600_000];

/** A WeChat shop behind WeChat's API, on loopback. Written from reference A6, C6 and D2 and the platform's own pages. */
export async function startWechatShopSimulator(options: WechatShopSimulatorOptions = {}): Promise<WechatShopSimulator> {
  const trueClock = options.clock ?? realClock;
  const random = createSeededRandom(options.seed ?? 1).fork('wechat-shop');
  const faults = createFaultSwitchboard(trueClock, random.fork('faults'));
  const clock: SimulatorClock = { nowMs: () => trueClock.nowMs() + (faults.standing('clock-skew')?.skewMs ?? 0) };
  const lifeClock = options.lifeClock ?? clock;
  const books = createChannelBooks();
  const store = createTimedStore<StoreOrder>();
  const requests = createRequestLog();
  const bornAtMs = options.bornAtMs ?? trueClock.nowMs();
  const appId = 'wx5823bf96d3bd56c7';
  const appSecret = random.fork('secret').hex(32);
  const tokens = random.fork('tokens');
  const issueToken = () => ({ token: `80_${tokens.hex(100)}`, untilMs: lifeClock.nowMs() + TOKEN_LIFE_MS });
  let access = issueToken();
  let keys: PushKeys = { token: random.fork('push token').hex(16), encodingAesKey: random.fork('push key').hex(43) };
  let previousKeys = keys;

  const nonces = random.fork('nonces');
  const identity = () => ({
    appId,
    random: nonces.hex(16),
    keys: (which: 'current' | 'previous') => (which === 'current' ? keys : previousKeys),
  });
  const pushes = createPushQueue({
    clock: lifeClock,
    books,
    faults,
    newsPerDelivery: 1,
    retryAfterMs: RETRIES_MS,
    compose: ([news]) => composeStorePush(news as PushNews, identity()),
    isAccepted: (status, body) => status === 200 && body === 'success',
  });
  const newsOf = (orderId: string, event: string): PushNews => {
    const atMs = clock.nowMs();
    return { id: `${event}:${orderId}:${atMs}`, topic: event, externalNumber: orderId, atMs };
  };

  function changed(order: StoreOrder, event: string): void {
    store.touch(order, clock.nowMs());
    books.noteShippable(order.id, blockReasonOf(order));
    pushes.publish(newsOf(order.id, event));
  }

  const generator = createOrderGenerator(random.fork('orders'), options.mix ? { mix: options.mix } : {});
  const create = createStoreOrderFactory(random.fork('ids'), bornAtMs);

  function bear(atMs: number, wish: AddStoreOrdersOptions): StoreOrder {
    const order = create(generator.next(wish), atMs, faults.standing('huge-ids') !== undefined);
    store.add(order);
    if (order.paidAtMs !== undefined)
      books.notePaid({
        externalNumber: order.id,
        aliases: [],
        paidMinor: order.payMinor,
        currency: 'CNY',
        paidAtMs: order.paidAtMs,
        items: order.products.map((product) => ({
          lineNumber: lineKey(product),
          skuCode: product.skuCode,
          quantity: product.count,
          paidMinor: product.realPriceMinor,
        })),
      });
    books.noteShippable(order.id, blockReasonOf(order));
    pushes.publish(newsOf(order.id, order.paidAtMs === undefined ? 'channels_ec_order_new' : 'channels_ec_order_pay'));
    return order;
  }

  function addOrders(count: number, wish: AddStoreOrdersOptions = {}, endMs = clock.nowMs()): StoreOrder[] {
    const stepMs = count > 1 ? (wish.spreadMs ?? 0) / (count - 1) : 0;
    return Array.from({ length: count }, (_, index) => bear(endMs - stepMs * (count - 1 - index), wish));
  }
  if (options.orders) addOrders(options.orders, { spreadMs: 3_600_000 }, bornAtMs);

  const stock = new Map<string, number>();
  const cases = createTimedStore<StoreCase>();
  const endpoint = createStoreGateway({
    clock,
    store,
    books,
    faults,
    random: random.fork('rows'),
    cases,
    stock,
    issue(givenId, secret) {
      if (givenId !== appId || secret !== appSecret) return undefined;
      if (access.untilMs <= lifeClock.nowMs()) access = issueToken();
      return { token: access.token, expiresInS: Math.floor((access.untilMs - lifeClock.nowMs()) / 1000) };
    },
    isTokenGood: (token) => token === access.token && access.untilMs > lifeClock.nowMs(),
    allows: createCallRate(clock, options.rate),
    changed,
  });
  const server = await startSimulatorServer({ port: options.port ?? 0, clock, log: requests, faults, endpoint });

  return {
    url: server.url,
    appId,
    appSecret,
    get pushKeys() {
      return keys;
    },
    books,
    faults,
    requests,
    addOrders: (count, wish) => addOrders(count, wish),
    change(id, act = () => undefined) {
      const order = store.get(id);
      if (!order) throw new RangeError(`no order ${id}`);
      act(order);
      changed(order, 'channels_ec_order_ext_info_update');
      return order;
    },
    stockOf: (productAndSku) => stock.get(productAndSku),
    openCase(orderId) {
      const order = store.get(orderId);
      const product = order?.products[0];
      if (!order || !product) throw new RangeError(`no order ${orderId}`);
      const atMs = Math.floor(clock.nowMs() / 1000) * 1000;
      const id = `20${order.id}${cases.all().length}`;
      cases.add({
        id,
        orderId,
        productId: product.productId,
        skuId: product.skuId,
        units: product.count,
        type: order.parcels.length > 0 ? 'RETURN' : 'REFUND',
        status: 'MERCHANT_PROCESSING',
        amountMinor: product.realPriceMinor,
        returnWaybillId: '',
        createdAtMs: atMs,
        updatedAtMs: atMs,
      });
      product.onAftersale = product.count;
      changed(order, 'channels_ec_aftersale_update');
      return id;
    },
    changeCase(caseId, act) {
      const entry = cases.get(caseId);
      if (!entry) throw new RangeError(`no case ${caseId}`);
      act(entry);
      cases.touch(entry, clock.nowMs());
    },
    expireAccess() {
      access = { ...access, untilMs: lifeClock.nowMs() };
    },
    changePushKeys(next) {
      previousKeys = keys;
      keys = next;
    },
    composePush: (orderId, compose) => composeStorePush(newsOf(orderId, 'channels_ec_order_pay'), identity(), compose),
    setPushTarget: (url) => pushes.setTarget(url),
    runDuePushes: () => pushes.runDue(),
    async close() {
      pushes.close();
      await server.close();
    },
  };
}
