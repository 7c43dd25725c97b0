import { createChannelBooks } from '../kit/channel-books.ts';
import type { ChannelBooks } from '../kit/channel-books.ts';
import { demoCatalogue } from '../kit/demo-catalogue.ts';
import { createFaultSwitchboard } from '../kit/fault-switchboard.ts';
import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import { createOrderGenerator } from '../kit/order-generator.ts';
import type { OrderMix, OrderSituation, OrderedGood } from '../kit/order-generator.ts';
import { createPushQueue } from '../kit/push-queue.ts';
import type { ComposedPush, ComposeOptions } from '../kit/push-queue.ts';
import { createRequestLog } from '../kit/request-log.ts';
import type { RequestLog } from '../kit/request-log.ts';
import { createSeededRandom } from '../kit/seeded-random.ts';
import { realClock } from '../kit/simulator-clock.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import { startSimulatorServer } from '../kit/simulator-server.ts';
import { createTimedStore } from '../kit/timed-store.ts';
import type { WireObject } from '../kit/wire-json.ts';
import type { ErpAuthKind, ErpTokens } from './erp-auth.ts';
import { createErpEndpoint } from './erp-endpoint.ts';
import type { ErpPagingKind } from './erp-lists.ts';
import { blockReasonOf, createErpOrderFactory } from './erp-order.ts';
import type { ErpOrder, ErpRefund } from './erp-order.ts';
import { composeErpPush } from './erp-pushes.ts';

export interface GenericApiSimulatorOptions {
  /** 0 (default) takes any free port. */
  readonly port?: number;
  /** Same seed, same orders; default 1. */
  readonly seed?: number;
  readonly clock?: SimulatorClock;
  /** By which access ends and late pushes fall due; default `clock`. It may run ahead while orders and signatures keep `clock`. */
  readonly lifeClock?: SimulatorClock;
  readonly bornAtMs?: number;
  /** Orders that exist from the start, spread over the hour before; default 0. */
  readonly orders?: number;
  readonly mix?: OrderMix;
  /** Default `json`. */
  readonly format?: 'json' | 'xml';
  /** Default `api-key`. */
  readonly auth?: ErpAuthKind;
  /** Default `page`. */
  readonly paging?: ErpPagingKind;
  /** How long an access token lasts; default an hour. */
  readonly tokenMs?: number;
}

export interface AddErpOrdersOptions {
  /** The newest order's time; default now. */
  readonly atMs?: number;
  /** Spreads the orders evenly over this long before `atMs`; default 0. */
  readonly spreadMs?: number;
  readonly situation?: OrderSituation;
  /** Exact goods instead of random ones. */
  readonly lines?: readonly OrderedGood[];
}

export interface GenericApiSimulator {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly key: string;
  readonly secret: string;
  readonly pushSecret: string;
  readonly previousPushSecret: string;
  readonly tokens: Readonly<ErpTokens>;
  readonly books: ChannelBooks;
  readonly faults: FaultSwitchboard;
  readonly requests: RequestLog;
  addOrders(count: number, wish?: AddErpOrdersOptions): readonly ErpOrder[];
  all(): readonly ErpOrder[];
  /** The buyer pays. @throws RangeError for an unknown order */
  pay(id: string): ErpOrder;
  /** @throws RangeError for an unknown order */
  change(id: string, act?: (order: ErpOrder) => void): ErpOrder;
  addRefund(orderId: string, amountMinor: number): ErpRefund;
  stockOf(article: string): number | undefined;
  expireAccess(): void;
  setPushTarget(url: string | undefined): void;
  runDuePushes(): Promise<void>;
  /** A delivery about one order as it would go out now. */
  composePush(id: string, options?: ComposeOptions): ComposedPush;
  close(): Promise<void>;
}

/** An imaginary ERP with an API of its own making, on loopback: JSON or XML, every way of signing in and of paging. */
export async function startGenericApiSimulator(options: GenericApiSimulatorOptions = {}): Promise<GenericApiSimulator> {
  const trueClock = options.clock ?? realClock;
  const random = createSeededRandom(options.seed ?? 1).fork('generic-api');
  const faults = createFaultSwitchboard(trueClock, random.fork('faults'));
  const clock: SimulatorClock = { nowMs: () => trueClock.nowMs() + (faults.standing('clock-skew')?.skewMs ?? 0) };
  const lifeClock = options.lifeClock ?? clock;
  const books = createChannelBooks();
  const orders = createTimedStore<ErpOrder>();
  const refunds = createTimedStore<ErpRefund>();
  const requests = createRequestLog();
  const bornAtMs = options.bornAtMs ?? trueClock.nowMs();
  const secrets = random.fork('secrets');
  const keys = { key: `erp-${secrets.hex(8)}`, secret: secrets.hex(32) };
  const pushSecrets = { current: secrets.hex(24), previous: secrets.hex(24) };
  const tokens: ErpTokens = { accessToken: '', refreshToken: `refresh-${secrets.hex(16)}`, untilMs: 0 };
  const stock = new Map(demoCatalogue().map((good) => [good.code, 0]));
  const generator = createOrderGenerator(random.fork('orders'), options.mix ? { mix: options.mix } : {});
  const create = createErpOrderFactory(random.fork('ids'), bornAtMs);
  let origin = '';
  let pushCount = 0;
  const pushes = createPushQueue({
    clock: lifeClock,
    books,
    faults,
    newsPerDelivery: 10,
    retryAfterMs: [1000, 10_000, 60_000],
    compose: (news) => composeErpPush(news, pushSecrets, clock.nowMs()),
    isAccepted: (status) => status >= 200 && status < 300,
  });

  function newsOf(order: ErpOrder) {
    pushCount += 1;
    return { id: `erp-push-${pushCount}`, topic: 'order.changed', externalNumber: order.id, atMs: clock.nowMs() };
  }

  function changed(order: ErpOrder): void {
    orders.touch(order, clock.nowMs());
    books.noteShippable(order.id, blockReasonOf(order));
    pushes.publish(newsOf(order));
  }

  function notePaid(order: ErpOrder): void {
    if (order.paidAtMs !== undefined)
      books.notePaid({
        externalNumber: order.id,
        aliases: [],
        paidMinor: order.totalMinor,
        currency: 'CNY',
        paidAtMs: order.paidAtMs,
        items: order.items.map((item) => ({
          lineNumber: item.rowNo,
          skuCode: item.article,
          quantity: item.qty,
          paidMinor: item.amountMinor,
        })),
      });
    books.noteShippable(order.id, blockReasonOf(order));
  }

  function bear(atMs: number, wish: AddErpOrdersOptions): ErpOrder {
    const order = create(generator.next(wish), atMs, faults.standing('huge-ids') !== undefined);
    orders.add(order);
    notePaid(order);
    pushes.publish(newsOf(order));
    return order;
  }

  function addOrders(count: number, wish: AddErpOrdersOptions = {}): readonly ErpOrder[] {
    const endMs = wish.atMs ?? clock.nowMs();
    const stepMs = count > 1 ? (wish.spreadMs ?? 0) / (count - 1) : 0;
    return Array.from({ length: count }, (_, index) => bear(endMs - stepMs * (count - 1 - index), wish));
  }
  if (options.orders) addOrders(options.orders, { spreadMs: 3_600_000, atMs: bornAtMs });

  function renewAccess(): void {
    tokens.accessToken = `access-${secrets.hex(24)}`;
    tokens.untilMs = lifeClock.nowMs() + (options.tokenMs ?? 3_600_000);
  }
  renewAccess();

  function issue(form: URLSearchParams): WireObject | undefined {
    if (form.get('client_id') !== keys.key || form.get('client_secret') !== keys.secret) return undefined;
    const isRefresh = options.auth === 'oauth-refresh';
    if (form.get('grant_type') !== (isRefresh ? 'refresh_token' : 'client_credentials')) return undefined;
    if (isRefresh) {
      // Each refresh token is good for one use.
      if (form.get('refresh_token') !== tokens.refreshToken) return undefined;
      tokens.refreshToken = `refresh-${secrets.hex(16)}`;
    }
    renewAccess();
    return {
      access_token: tokens.accessToken,
      token_type: 'Bearer',
      expires_in: Math.floor((tokens.untilMs - lifeClock.nowMs()) / 1000),
      refresh_token: isRefresh ? tokens.refreshToken : undefined,
    };
  }

  const endpoint = createErpEndpoint({
    clock,
    lifeClock,
    orders,
    refunds,
    stock,
    books,
    faults,
    random: random.fork('rows'),
    format: options.format ?? 'json',
    auth: options.auth ?? 'api-key',
    paging: options.paging ?? 'page',
    keys,
    tokens,
    origin: () => origin,
    issue,
    changed,
  });
  const server = await startSimulatorServer({ port: options.port ?? 0, clock, log: requests, faults, endpoint });
  origin = server.url;

  function find(id: string): ErpOrder {
    const order = orders.get(id);
    if (!order) throw new RangeError(`no order ${id}`);
    return order;
  }

  return {
    url: server.url,
    key: keys.key,
    secret: keys.secret,
    pushSecret: pushSecrets.current,
    previousPushSecret: pushSecrets.previous,
    tokens,
    books,
    faults,
    requests,
    addOrders: (count, wish) => addOrders(count, wish),
    change(id, act = () => undefined) {
      const order = find(id);
      act(order);
      changed(order);
      return order;
    },
    all: () => orders.all(),
    pay(id) {
      const order = find(id);
      order.state = '20';
      order.paidAtMs = Math.floor(clock.nowMs() / 1000) * 1000;
      notePaid(order);
      changed(order);
      return order;
    },
    addRefund(orderId, amountMinor) {
      const atMs = Math.floor(clock.nowMs() / 1000) * 1000;
      const refund: ErpRefund = {
        id: `R${find(orderId).id}`,
        orderId,
        amountMinor,
        reason: '不想要了',
        state: 'open',
        createdAtMs: atMs,
        updatedAtMs: atMs,
      };
      refunds.add(refund);
      return refund;
    },
    stockOf: (article) => stock.get(article),
    expireAccess: () => void (tokens.untilMs = lifeClock.nowMs()),
    setPushTarget: (url) => pushes.setTarget(url),
    runDuePushes: () => pushes.runDue(),
    composePush: (id, push) => composeErpPush([newsOf(find(id))], pushSecrets, clock.nowMs(), push),
    async close() {
      pushes.close();
      await server.close();
    },
  };
}
