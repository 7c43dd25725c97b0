import { createFaultSwitchboard } from '../kit/fault-switchboard.ts';
import type { FaultHandle, FaultSwitchboard } from '../kit/fault-switchboard.ts';
import { createRequestLog } from '../kit/request-log.ts';
import type { RequestLog } from '../kit/request-log.ts';
import { createSeededRandom } from '../kit/seeded-random.ts';
import { realClock } from '../kit/simulator-clock.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import { startSimulatorServer } from '../kit/simulator-server.ts';
import { createCarrierBooks } from './carrier-books.ts';
import type { CarrierBooks } from './carrier-books.ts';
import { routeNode } from './route-nodes.ts';
import type { RouteStep } from './route-nodes.ts';
import { createOrder } from './services/create-order.ts';
import { searchOrder } from './services/search-order.ts';
import { searchRoutes } from './services/search-routes.ts';
import { updateOrder } from './services/update-order.ts';
import { createSfGateway } from './sf-gateway.ts';
import type { FilterResult, SfOrder, SfRouteNode } from './sf-order.ts';

export interface SfExpressSimulatorOptions {
  /** 0 (default) takes any free port. */
  readonly port?: number;
  readonly seed?: number;
  readonly clock?: SimulatorClock;
  readonly partnerID?: string;
  readonly checkWord?: string;
  /** Monthly accounts that are known; default: any, none included. */
  readonly monthlyCards?: readonly string[];
  /** Allowed difference of `timestamp`; default 10 minutes (SF publishes none). */
  readonly timestampToleranceMs?: number;
  /** Per service; default no limit. SF's test accounts have 30. */
  readonly callsPerSecond?: number;
}

export interface SfExpressSimulator {
  /** `http://127.0.0.1:<port>`; the gateway is at `/std/service`. */
  readonly url: string;
  /** `url` + `/std/service`. */
  readonly serviceUrl: string;
  readonly partnerID: string;
  readonly checkWord: string;
  readonly books: CarrierBooks;
  readonly faults: FaultSwitchboard;
  readonly requests: RequestLog;
  order(orderId: string): SfOrder | undefined;
  /** Decides what the address check says of an order id not yet placed; default 2 (deliverable). */
  decideFilter(orderId: string, result: FilterResult): void;
  /** Scans a parcel by its waybill number. @throws RangeError for a number never issued. */
  scan(waybillNo: string, step: RouteStep | SfRouteNode, acceptAddress?: string): void;
  /**
   * The next create call gets its number, but the answer never arrives (the classic double-waybill trap).
   * @param closeAfterMs closes the silent connection after this long; default: the caller's patience ends it.
   */
  loseNextCreateAnswer(closeAfterMs?: number): FaultHandle;
  close(): Promise<void>;
}

/**
 * `SF` + 13 digits, rising from the start time so that a second run against the same database repeats none.
 * Steps of 1..5 stay below the 10 per millisecond that the clock gains.
 */
function createWaybillNumbers(startMs: number, step: () => number): () => string {
  let last = startMs * 10;
  return () => {
    last += step();
    return `SF1${String(last % 1_000_000_000_000).padStart(12, '0')}`;
  };
}

/** SF Express's 丰桥 platform on loopback. Written from reference B1 and D2 alone. */
export async function startSfExpressSimulator(options: SfExpressSimulatorOptions = {}): Promise<SfExpressSimulator> {
  const trueClock = options.clock ?? realClock;
  const random = createSeededRandom(options.seed ?? 1).fork('sf-express');
  const faults = createFaultSwitchboard(trueClock, random.fork('faults'));
  const clock: SimulatorClock = { nowMs: () => trueClock.nowMs() + (faults.standing('clock-skew')?.skewMs ?? 0) };
  const partnerID = options.partnerID ?? 'PACKBENCHDEMO';
  const checkWord = options.checkWord ?? random.fork('check word').hex(32);
  const books = createCarrierBooks();
  const requests = createRequestLog();
  const orders = new Map<string, SfOrder>();
  const decisions = new Map<string, FilterResult>();
  const steps = random.fork('numbers');

  const endpoint = createSfGateway({
    partnerID,
    checkWord,
    timestampToleranceMs: options.timestampToleranceMs ?? 600_000,
    callsPerSecond: options.callsPerSecond ?? Infinity,
    services: [createOrder, searchOrder, updateOrder, searchRoutes],
    context: {
      clock,
      faults,
      books,
      orders,
      nextWaybillNumber: createWaybillNumbers(trueClock.nowMs(), () => steps.integer(1, 5)),
      filterResultFor: (orderId) => decisions.get(orderId) ?? 2,
      monthlyCards: options.monthlyCards,
    },
  });
  const server = await startSimulatorServer({ port: options.port ?? 0, clock, log: requests, faults, endpoint });

  return {
    url: server.url,
    serviceUrl: `${server.url}/std/service`,
    partnerID,
    checkWord,
    books,
    faults,
    requests,
    order: (orderId) => orders.get(orderId),
    decideFilter: (orderId, result) => void decisions.set(orderId, result),
    scan(waybillNo, step, acceptAddress = '深圳市') {
      const order = orders.get(books.waybillByNumber(waybillNo)?.orderId ?? '');
      if (!order) throw new RangeError(`no waybill ${waybillNo}`);
      order.routes.push(typeof step === 'string' ? routeNode(step, clock.nowMs(), acceptAddress) : step);
    },
    loseNextCreateAnswer: (closeAfterMs) =>
      faults.switchOn({
        kind: 'hang',
        phase: 'after',
        operation: createOrder.code,
        ...(closeAfterMs === undefined ? {} : { delayMs: closeAfterMs }),
      }),
    close: () => server.close(),
  };
}
