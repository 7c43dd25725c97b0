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
import { createTimedStore } from '../kit/timed-store.ts';
import { createJdAccess } from './jd-access.ts';
import type { JdAccess } from './jd-access.ts';
import { createJdCiphers } from './jd-ciphers.ts';
import { callLimited } from './jd-failure.ts';
import { createJdGateway } from './jd-gateway.ts';
import { SERVICE_STATES } from './jd-services.ts';
import type { JdService } from './jd-services.ts';
import { createJdShop } from './jd-shop.ts';
import type { JdShop } from './jd-shop.ts';

export interface JdSimulatorOptions {
  /** 0 (default) takes any free port. */
  readonly port?: number;
  /** Same seed, same orders; default 1. */
  readonly seed?: number;
  readonly clock?: SimulatorClock;
  /** By which access ends and late pushes fall due; default `clock`. It may run ahead while orders and signatures keep `clock`. */
  readonly lifeClock?: SimulatorClock;
  /** When the shop opened: its numbers count from there; default now. */
  readonly bornAtMs?: number;
  /** Orders that exist from the start, spread over the hour before; default 0. */
  readonly orders?: number;
  readonly mix?: OrderMix;
  /** Calls of the app within a span; default no limit. */
  readonly limit?: { readonly calls: number; readonly perMs: number };
  readonly shopName?: string;
}

export interface JdSimulator {
  readonly url: string;
  /** `url` + `/routerjson`. */
  readonly gatewayUrl: string;
  readonly tokenUrl: string;
  readonly appKey: string;
  readonly appSecret: string;
  readonly access: JdAccess;
  readonly shopName: string;
  readonly orders: JdShop;
  readonly books: ChannelBooks;
  readonly faults: FaultSwitchboard;
  readonly requests: RequestLog;
  /** Sellable units by JD SKU id, as the merchant set them. */
  readonly stock: ReadonlyMap<string, number>;
  /** The buyer wants to send a line back. @returns the service's number */
  openService(orderId: string): string;
  changeService(serviceId: string, act: (service: JdService) => void): void;
  close(): Promise<void>;
}

/**
 * A JD marketplace shop behind the JOS gateway, on loopback. Written from reference A2 and D2; stock call, token service and keys of ciphertext from
 * published client sources. JD pushes nothing.
 */
export async function startJdSimulator(options: JdSimulatorOptions = {}): Promise<JdSimulator> {
  const trueClock = options.clock ?? realClock;
  const random = createSeededRandom(options.seed ?? 1).fork('jd');
  const faults = createFaultSwitchboard(trueClock, random.fork('faults'));
  const clock: SimulatorClock = { nowMs: () => trueClock.nowMs() + (faults.standing('clock-skew')?.skewMs ?? 0) };
  const lifeClock = options.lifeClock ?? clock;
  const books = createChannelBooks();
  const requests = createRequestLog();
  const bornAtMs = options.bornAtMs ?? trueClock.nowMs();
  const appKey = random.fork('key').hex(32).toUpperCase();
  const appSecret = random.fork('secret').hex(32);
  const access = createJdAccess(random.fork('tokens'), lifeClock);
  const shopName = options.shopName ?? '打包台示例店';
  const stock = new Map<string, number>();
  const orders = createJdShop({
    clock,
    books,
    generator: createOrderGenerator(random.fork('orders'), options.mix ? { mix: options.mix } : {}),
    random: random.fork('ids'),
    startMs: bornAtMs,
    hugeIds: () => faults.standing('huge-ids') !== undefined,
  });
  if (options.orders) orders.add(options.orders, { atMs: bornAtMs, spreadMs: 3_600_000 });

  let span = { startMs: Number.NEGATIVE_INFINITY, calls: 0 };
  function meter(): void {
    if (!options.limit) return;
    if (clock.nowMs() - span.startMs >= options.limit.perMs) span = { startMs: clock.nowMs(), calls: 0 };
    span.calls += 1;
    if (span.calls > options.limit.calls) throw callLimited();
  }
  const services = createTimedStore<JdService>();
  const context = {
    clock,
    services,
    shop: orders,
    books,
    faults,
    random: random.fork('rows'),
    stock,
    shopName,
    ciphers: createJdCiphers(random.fork('ciphers'), bornAtMs),
    isAccess: access.isGood,
  };
  const endpoint = createJdGateway({ context, appKey, appSecret, access, meter });
  const server = await startSimulatorServer({ port: options.port ?? 0, clock, log: requests, faults, endpoint });

  return {
    url: server.url,
    gatewayUrl: `${server.url}/routerjson`,
    tokenUrl: `${server.url}/oauth2/refresh_token`,
    appKey,
    appSecret,
    access,
    shopName,
    orders,
    books,
    faults,
    requests,
    stock,
    openService(orderId) {
      const order = orders.get(orderId);
      const item = order?.items[0];
      if (!item) throw new RangeError(`no order ${orderId}`);
      const atMs = Math.floor(clock.nowMs() / 1000) * 1000;
      const id = String(700_000_000 + services.all().length);
      services.add({
        id,
        orderId,
        skuId: item.skuId,
        units: item.count,
        paidMinor: item.count * item.priceMinor,
        expects: 10,
        status: SERVICE_STATES.toReview,
        expressCode: '',
        createdAtMs: atMs,
        updatedAtMs: atMs,
      });
      return id;
    },
    changeService(serviceId, act) {
      const service = services.get(serviceId);
      if (!service) throw new RangeError(`no service ${serviceId}`);
      act(service);
      services.touch(service, clock.nowMs());
    },
    close: () => server.close(),
  };
}
