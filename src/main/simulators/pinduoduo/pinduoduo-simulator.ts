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
import { createPddMeter } from './call-meter.ts';
import type { PddLimits } from './call-meter.ts';
import { startMessageHub } from './message-hub.ts';
import type { MessageHub } from './message-hub.ts';
import { orderIncrementGet, orderListGet } from './methods/list-orders.ts';
import { refundListIncrementGet } from './methods/list-refunds.ts';
import {
  goodsListGet,
  goodsQuantityUpdate,
  mallInfoGet,
  openDecryptBatch,
  pmcUserPermit,
  tokenCreate,
  tokenRefresh,
} from './methods/merchant.ts';
import { orderInformationGet } from './methods/read-order.ts';
import { logisticsCompaniesGet, logisticsOnlineSend } from './methods/send-goods.ts';
import { createPddOrderFactory } from './order-factory.ts';
import { createPddOrderStore } from './order-store.ts';
import { createPddAccess } from './pdd-access.ts';
import type { PddAccess } from './pdd-access.ts';
import { createPddGateway } from './pdd-gateway.ts';
import { createPddOrders } from './pdd-orders.ts';
import type { PddOrders } from './pdd-orders.ts';

export interface PinduoduoSimulatorOptions {
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
  /** Default: no limit. */
  readonly limits?: PddLimits;
  /** What the message service takes for the digest in its path; default hex. */
  readonly linkDigest?: 'hex' | 'bytes';
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly mallName?: string;
  /** One app may have several merchants. */
  readonly mallId?: number;
}

export interface PinduoduoSimulator {
  readonly url: string;
  /** `url` + `/api/router`. */
  readonly gatewayUrl: string;
  /** Address of the message service, without the path. */
  readonly messageUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The merchant's tokens; `renew` ends them as time would. */
  readonly access: PddAccess;
  readonly mallName: string;
  readonly orders: PddOrders;
  readonly books: ChannelBooks;
  readonly faults: FaultSwitchboard;
  readonly requests: RequestLog;
  readonly messages: MessageHub;
  /** Sellable units by SKU id or merchant code, as the merchant set them. */
  readonly stock: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

const METHODS = [
  orderIncrementGet,
  orderListGet,
  orderInformationGet,
  logisticsOnlineSend,
  logisticsCompaniesGet,
  refundListIncrementGet,
  goodsQuantityUpdate,
  goodsListGet,
  openDecryptBatch,
  mallInfoGet,
  pmcUserPermit,
  tokenRefresh,
  tokenCreate,
];

/**
 * A Pinduoduo shop behind the open gateway, and its message service, on loopback. Written from reference A3 and D2; the
 * refund list, the stock call, the tokens and the frames of the message service from the vendor's published SDK sources.
 */
export async function startPinduoduoSimulator(options: PinduoduoSimulatorOptions = {}): Promise<PinduoduoSimulator> {
  const trueClock = options.clock ?? realClock;
  const random = createSeededRandom(options.seed ?? 1).fork('pinduoduo');
  const faults = createFaultSwitchboard(trueClock, random.fork('faults'));
  const clock: SimulatorClock = { nowMs: () => trueClock.nowMs() + (faults.standing('clock-skew')?.skewMs ?? 0) };
  const lifeClock = options.lifeClock ?? clock;
  const books = createChannelBooks();
  const store = createPddOrderStore();
  const requests = createRequestLog();
  const startMs = trueClock.nowMs();
  const bornAtMs = options.bornAtMs ?? startMs;
  const clientId = options.clientId ?? random.fork('client').hex(32);
  const clientSecret = options.clientSecret ?? `simulated${random.fork('secret').hex(24)}`;
  const access = createPddAccess(random.fork('tokens'), lifeClock);
  const mallName = options.mallName ?? '打包台示例店';
  const stock = new Map<string, number>();
  const hub = await startMessageHub({
    clock,
    lifeClock,
    books,
    faults,
    clientId,
    clientSecret,
    mallId: options.mallId ?? 100_001,
    digest: options.linkDigest ?? 'hex',
    startMs,
  });
  const orders = createPddOrders({
    clock,
    store,
    hub,
    books,
    generator: createOrderGenerator(random.fork('orders'), options.mix ? { mix: options.mix } : {}),
    factory: createPddOrderFactory(random.fork('ids'), bornAtMs),
    hugeIds: () => faults.standing('huge-ids') !== undefined,
  });
  if (options.orders) orders.add(options.orders, { atMs: bornAtMs, spreadMs: 3_600_000 });

  const endpoint = createPddGateway({
    clientId,
    clientSecret,
    methods: METHODS,
    meter: createPddMeter(clock, options.limits ?? {}),
    context: { clock, store, hub, books, faults, random: random.fork('rows'), access, stock, mallName },
  });
  const server = await startSimulatorServer({ port: options.port ?? 0, clock, log: requests, faults, endpoint });

  return {
    url: server.url,
    gatewayUrl: `${server.url}/api/router`,
    messageUrl: hub.url,
    clientId,
    clientSecret,
    access,
    mallName,
    orders,
    books,
    faults,
    requests,
    messages: hub,
    stock,
    async close() {
      await hub.close();
      await server.close();
    },
  };
}
