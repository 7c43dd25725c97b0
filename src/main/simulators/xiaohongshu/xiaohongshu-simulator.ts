import { createAuthorisationCodes } from '../kit/authorisation-codes.ts';
import { createCallRate } from '../kit/call-rate.ts';
import type { CallRate } from '../kit/call-rate.ts';
import { createChannelBooks } from '../kit/channel-books.ts';
import type { ChannelBooks } from '../kit/channel-books.ts';
import { createFaultSwitchboard } from '../kit/fault-switchboard.ts';
import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import { createOrderGenerator } from '../kit/order-generator.ts';
import type { OrderMix, OrderSituation, OrderedGood } from '../kit/order-generator.ts';
import { createRequestLog } from '../kit/request-log.ts';
import type { RequestLog } from '../kit/request-log.ts';
import { createSeededRandom } from '../kit/seeded-random.ts';
import { realClock } from '../kit/simulator-clock.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import { startSimulatorServer } from '../kit/simulator-server.ts';
import { createTimedStore } from '../kit/timed-store.ts';
import { createDecryptionMeter } from './decryption-meter.ts';
import type { RedCase } from './red-cases.ts';
import { createRedGateway } from './red-gateway.ts';
import { blockReasonOf, createRedOrderFactory } from './red-order.ts';
import type { RedOrder } from './red-order.ts';

export interface XiaohongshuSimulatorOptions {
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
  readonly appId?: string;
  readonly appSecret?: string;
}

export interface AddRedOrdersOptions {
  readonly spreadMs?: number;
  readonly situation?: OrderSituation;
  readonly lines?: readonly OrderedGood[];
}

export interface XiaohongshuSimulator {
  /** In place of `https://ark.xiaohongshu.com/ark/open_api/v3/common_controller`. */
  readonly gatewayUrl: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly books: ChannelBooks;
  readonly faults: FaultSwitchboard;
  readonly requests: RequestLog;
  /** Spread evenly over the last `spreadMs`. */
  addOrders(count: number, options?: AddRedOrdersOptions): RedOrder[];
  /** Whatever happens to an order at the platform; moves its time of change. @throws RangeError for an unknown order. */
  change(id: string, act?: (order: RedOrder) => void): RedOrder;
  stockOf(skuId: string): number | undefined;
  /** The buyer asks for the money back. @returns the number of the case */
  openCase(orderId: string): string;
  changeCase(caseId: string, act: (entry: RedCase) => void): void;
  /** The seller agrees in the browser: a code that counts once. */
  authorise(): string;
  /** Ends the access at once; the refresh token stays good. */
  expireAccess(): void;
  /** New tokens without anybody asking: the ones before end. */
  renewAccess(): void;
  close(): Promise<void>;
}

const DAY_MS = 86_400_000;

/** A Xiaohongshu shop behind its open platform, on loopback. Written from reference A5 and copies of the platform's pages. */
export async function startXiaohongshuSimulator(
  options: XiaohongshuSimulatorOptions = {},
): Promise<XiaohongshuSimulator> {
  const trueClock = options.clock ?? realClock;
  const random = createSeededRandom(options.seed ?? 1).fork('xiaohongshu');
  const faults = createFaultSwitchboard(trueClock, random.fork('faults'));
  const clock: SimulatorClock = { nowMs: () => trueClock.nowMs() + (faults.standing('clock-skew')?.skewMs ?? 0) };
  const lifeClock = options.lifeClock ?? clock;
  const books = createChannelBooks();
  const store = createTimedStore<RedOrder>();
  const requests = createRequestLog();
  const bornAtMs = options.bornAtMs ?? trueClock.nowMs();
  const appId = options.appId ?? 'simulated0app0id0001';
  const appSecret = options.appSecret ?? random.fork('secret').hex(32);
  const tokens = random.fork('tokens');
  const issue = () => ({
    accessToken: `token-${tokens.hex(32)}`,
    refreshToken: `refresh-${tokens.hex(32)}`,
    untilMs: lifeClock.nowMs() + 7 * DAY_MS,
  });
  let token = issue();

  const generator = createOrderGenerator(random.fork('orders'), options.mix ? { mix: options.mix } : {});
  const factory = createRedOrderFactory(random.fork('ids'), bornAtMs);
  const stock = new Map<string, number>();
  const cases = createTimedStore<RedCase>();

  function noteChange(order: RedOrder): void {
    store.touch(order, clock.nowMs());
    books.noteShippable(order.id, blockReasonOf(order));
  }

  function bear(atMs: number, wish: AddRedOrdersOptions): RedOrder {
    const order = factory.create(generator.next(wish), atMs, faults.standing('huge-ids') !== undefined);
    store.add(order);
    if (order.paidAtMs !== undefined)
      books.notePaid({
        externalNumber: order.id,
        aliases: [],
        paidMinor: order.payMinor,
        currency: 'CNY',
        paidAtMs: order.paidAtMs,
        items: order.skus.map((sku) => ({
          lineNumber: sku.skuId,
          skuCode: sku.erpcode,
          quantity: sku.quantity,
          paidMinor: sku.paidMinor,
        })),
      });
    books.noteShippable(order.id, blockReasonOf(order));
    return order;
  }

  function addOrders(count: number, wish: AddRedOrdersOptions = {}, endMs = clock.nowMs()): RedOrder[] {
    const stepMs = count > 1 ? (wish.spreadMs ?? 0) / (count - 1) : 0;
    return Array.from({ length: count }, (_, index) => bear(endMs - stepMs * (count - 1 - index), wish));
  }
  if (options.orders) addOrders(options.orders, { spreadMs: 3_600_000 }, bornAtMs);

  const codes = createAuthorisationCodes(random.fork('codes'));
  function newToken() {
    token = issue();
    const untilMs = clock.nowMs() + 7 * DAY_MS;
    return {
      accessToken: token.accessToken,
      accessTokenExpiresAt: untilMs,
      refreshToken: token.refreshToken,
      refreshTokenExpiresAt: untilMs + 7 * DAY_MS,
      sellerId: '5f0000000000000000000001',
      sellerName: '打包台示例小红书店',
    };
  }
  const endpoint = createRedGateway({
    clock,
    store,
    books,
    faults,
    random: random.fork('rows'),
    appId,
    appSecret,
    cases,
    stock,
    decryptions: createDecryptionMeter(clock),
    isTokenGood: (given) => given === token.accessToken && token.untilMs > lifeClock.nowMs(),
    exchange: (code) => (codes.redeem(code) ? newToken() : undefined),
    renew: (given) => (given === token.refreshToken ? newToken() : undefined),
    allows: createCallRate(clock, options.rate),
    changed: noteChange,
  });
  const server = await startSimulatorServer({ port: options.port ?? 0, clock, log: requests, faults, endpoint });

  return {
    gatewayUrl: `${server.url}/ark/open_api/v3/common_controller`,
    appId,
    appSecret,
    get accessToken() {
      return token.accessToken;
    },
    get refreshToken() {
      return token.refreshToken;
    },
    books,
    faults,
    requests,
    addOrders: (count, wish) => addOrders(count, wish),
    change(id, act = () => undefined) {
      const order = store.get(id);
      if (!order) throw new RangeError(`no order ${id}`);
      act(order);
      noteChange(order);
      return order;
    },
    stockOf: (skuId) => stock.get(skuId),
    openCase(orderId) {
      const order = store.get(orderId);
      if (!order) throw new RangeError(`no order ${orderId}`);
      const atMs = Math.floor(clock.nowMs() / 1000) * 1000;
      const id = `R${order.id.slice(1)}${cases.all().length}`;
      const returnType = order.parcels.length > 0 ? 1 : 5;
      cases.add({
        id,
        orderId,
        returnType,
        status: 1,
        amountMinor: order.payMinor,
        returnExpressNo: '',
        createdAtMs: atMs,
        updatedAtMs: atMs,
      });
      order.afterSalesStatus = 2;
      noteChange(order);
      return id;
    },
    changeCase(caseId, act) {
      const entry = cases.get(caseId);
      if (!entry) throw new RangeError(`no case ${caseId}`);
      act(entry);
      cases.touch(entry, clock.nowMs());
    },
    authorise: () => codes.issue(),
    renewAccess: () => void (token = issue()),
    expireAccess() {
      token = { ...token, untilMs: lifeClock.nowMs() };
    },
    close: () => server.close(),
  };
}
