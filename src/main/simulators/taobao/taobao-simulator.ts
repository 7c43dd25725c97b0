import { createChannelBooks } from '../kit/channel-books.ts';
import type { ChannelBooks } from '../kit/channel-books.ts';
import { createFaultSwitchboard } from '../kit/fault-switchboard.ts';
import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import { createOrderGenerator } from '../kit/order-generator.ts';
import type { OrderMix } from '../kit/order-generator.ts';
import { createRequestLog } from '../kit/request-log.ts';
import type { RequestLog } from '../kit/request-log.ts';
import { createSeededRandom } from '../kit/seeded-random.ts';
import { realClock } from '../kit/simulator-clock.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import { startSimulatorServer } from '../kit/simulator-server.ts';
import { createCallMeter } from './call-meter.ts';
import type { TopLimits } from './call-meter.ts';
import { createTmcQueue } from './message-queue.ts';
import { startMessageService } from './message-service.ts';
import { createListingShelf } from './listing-shelf.ts';
import { logisticsCompaniesGet } from './methods/list-companies.ts';
import { itemQuantityUpdate, itemSkusGet, itemsOnsaleGet, skusQuantityUpdate } from './methods/items.ts';
import { tradesSoldGet, tradesSoldIncrementGet } from './methods/list-trades.ts';
import { tradeFullinfoGet } from './methods/read-trade.ts';
import { oaidDecrypt } from './methods/decrypt-oaid.ts';
import { refundGet, refundsReceiveGet } from './methods/refunds.ts';
import { logisticsOfflineSend, logisticsOnlineConfirm, logisticsOnlineSend } from './methods/send-goods.ts';
import { tmcMessagesConfirm, tmcMessagesConsume, tmcUserPermit } from './methods/tmc-messages.ts';
import { tokenCreate, tokenRefresh } from './methods/tokens.ts';
import { createRefundStore } from './refund-case.ts';
import { createTaobaoOrders } from './taobao-orders.ts';
import type { TaobaoOrders } from './taobao-orders.ts';
import { createTopGateway } from './top-gateway.ts';
import { createTopTokenDesk } from './top-tokens.ts';
import { createTradeFactory } from './trade-factory.ts';
import { createTradeStore } from './trade-store.ts';

export interface TaobaoSimulatorOptions {
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
  /** Sends receivers in clear, as privileged apps get them; default false = masked. */
  readonly clearReceiver?: boolean;
  /** Default: no limit. */
  readonly limits?: TopLimits;
  /** An unacknowledged TMC message comes again after this long; default 10 minutes. */
  readonly redeliverAfterMs?: number;
  readonly appKey?: string;
  readonly appSecret?: string;
  readonly session?: string;
  /** Default: it does not end by itself. */
  readonly sessionLivesForS?: number;
  readonly sellerNick?: string;
  /** One app may have several sellers. */
  readonly sellerId?: bigint;
}

export interface TaobaoSimulator {
  /** `http://127.0.0.1:<port>`; the gateway is at `/router/rest`. */
  readonly url: string;
  /** `url` + `/router/rest`. */
  readonly gatewayUrl: string;
  /** Of the message channel. */
  readonly messageUrl: string;
  readonly appKey: string;
  readonly appSecret: string;
  readonly session: string;
  readonly sellerNick: string;
  readonly orders: TaobaoOrders;
  readonly books: ChannelBooks;
  readonly faults: FaultSwitchboard;
  readonly requests: RequestLog;
  /** TMC messages not yet acknowledged. */
  waitingMessages(): number;
  /** What the message channel did not understand or refused. */
  complaints(): readonly string[];
  /** Lines of the message channel that are open. */
  connections(): number;
  /** Messages that were kept back and are due go out on the channel. */
  runDue(): void;
  /** Renews the session in use once. */
  readonly refreshToken: string;
  /** The seller agrees in the browser: a code that counts once. */
  authorise(): string;
  /** Units on sale of the SKU that bears this merchant code. */
  stockOf(skuCode: string): number | undefined;
  /** The session in use ends (code 27); the new one is returned and shown by `session`. */
  renewSession(): string;
  close(): Promise<void>;
}

const METHODS = [
  tradesSoldIncrementGet,
  tradesSoldGet,
  tradeFullinfoGet,
  logisticsOnlineSend,
  logisticsOfflineSend,
  logisticsOnlineConfirm,
  logisticsCompaniesGet,
  tmcMessagesConsume,
  tmcMessagesConfirm,
  tmcUserPermit,
  oaidDecrypt,
  refundsReceiveGet,
  refundGet,
  itemQuantityUpdate,
  skusQuantityUpdate,
  itemsOnsaleGet,
  itemSkusGet,
  tokenRefresh,
  tokenCreate,
];

/** A Taobao/Tmall shop behind the TOP gateway, on loopback. Written from reference A1 and D2 alone. */
export async function startTaobaoSimulator(options: TaobaoSimulatorOptions = {}): Promise<TaobaoSimulator> {
  const trueClock = options.clock ?? realClock;
  const random = createSeededRandom(options.seed ?? 1).fork('taobao');
  const faults = createFaultSwitchboard(trueClock, random.fork('faults'));
  const clock: SimulatorClock = { nowMs: () => trueClock.nowMs() + (faults.standing('clock-skew')?.skewMs ?? 0) };
  const lifeClock = options.lifeClock ?? clock;
  const books = createChannelBooks();
  const store = createTradeStore();
  const requests = createRequestLog();
  const startMs = trueClock.nowMs();
  const bornAtMs = options.bornAtMs ?? startMs;
  const appKey = options.appKey ?? '12497914';
  const appSecret = options.appSecret ?? `simulated${random.fork('secret').hex(24)}`;
  const sellerNick = options.sellerNick ?? '打包台示例店';
  const sellerId = options.sellerId ?? 2_054_711_001n;
  const tokens = createTopTokenDesk(
    random.fork('tokens'),
    lifeClock,
    options.sessionLivesForS ?? 86_400,
    options.session ?? `6100${random.fork('session').hex(50)}`,
  );
  const shelf = createListingShelf();
  const refunds = createRefundStore(clock);
  const queue = createTmcQueue({
    clock,
    lifeClock,
    books,
    faults,
    appKey,
    sellerNick,
    sellerId,
    startMs,
    redeliverAfterMs: options.redeliverAfterMs ?? 600_000,
  });
  const orders = createTaobaoOrders({
    clock,
    store,
    refunds,
    queue,
    books,
    generator: createOrderGenerator(random.fork('orders'), options.mix ? { mix: options.mix } : {}),
    factory: createTradeFactory(random.fork('ids'), bornAtMs),
    hugeIds: () => faults.standing('huge-ids') !== undefined,
  });
  const messages = await startMessageService({
    clock,
    queue,
    faults,
    random: random.fork('message channel'),
    appKey,
    appSecret,
    sellerNick,
    sellerId,
  });
  if (options.orders) orders.add(options.orders, { atMs: bornAtMs, spreadMs: 3_600_000 });

  const endpoint = createTopGateway({
    appKey,
    secret: () => appSecret,
    session: () => {
      const { session, endsAtMs } = tokens.current();
      return options.sessionLivesForS !== undefined && lifeClock.nowMs() >= endsAtMs ? '' : session;
    },
    methods: METHODS,
    meter: createCallMeter(clock, options.limits ?? {}),
    context: {
      clock,
      store,
      refunds,
      shelf,
      tokens,
      sellerNick,
      queue,
      books,
      faults,
      random: random.fork('rows'),
      clearReceiver: () => options.clearReceiver ?? false,
      permitMessages: () => messages.permit(),
    },
  });
  const server = await startSimulatorServer({ port: options.port ?? 0, clock, log: requests, faults, endpoint });

  return {
    url: server.url,
    gatewayUrl: `${server.url}/router/rest`,
    messageUrl: messages.url,
    appKey,
    appSecret,
    get session() {
      return tokens.current().session;
    },
    get refreshToken() {
      return tokens.current().refreshToken;
    },
    authorise: () => tokens.authorise(),
    stockOf: (skuCode) => [...shelf.values()].find((item) => item.outerSkuId === skuCode)?.quantity,
    sellerNick,
    orders,
    books,
    faults,
    requests,
    waitingMessages: () => queue.waiting(),
    complaints: () => messages.complaints(),
    connections: () => messages.connections(),
    runDue: () => messages.runDue(),
    renewSession: () => tokens.renew().session,
    async close() {
      await messages.close();
      await server.close();
    },
  };
}
