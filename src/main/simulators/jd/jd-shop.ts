import type { ChannelBookkeeper } from '../kit/channel-books.ts';
import type { GeneratedOrder, OrderGenerator, OrderSituation, OrderedGood } from '../kit/order-generator.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import { blockReasonOf } from './jd-order.ts';
import type { JdSimOrder } from './jd-order.ts';
import { skuIdOf, wareIdOf } from './jd-services.ts';

export interface AddJdOrdersOptions {
  /** The newest order's time; default now. */
  readonly atMs?: number;
  /** Spreads the orders evenly over this long before `atMs`; default 0. */
  readonly spreadMs?: number;
  readonly situation?: OrderSituation;
  readonly lines?: readonly OrderedGood[];
  /** Paid on delivery: no time of payment. */
  readonly cashOnDelivery?: boolean;
}

/** The orders of the shop, and what buyers and JD do to them. Every act moves `modified`. */
export interface JdShop {
  add(count: number, options?: AddJdOrdersOptions): JdSimOrder[];
  addOne(options?: AddJdOrdersOptions): JdSimOrder;
  get(orderId: string): JdSimOrder | undefined;
  all(): readonly JdSimOrder[];
  /** Orders changed (or made) in range, oldest first; both ends count. */
  find(by: 'modified' | 'created', fromMs: number, toMs: number, states: readonly string[]): readonly JdSimOrder[];
  /** The buyer wants to cancel. */
  lock(orderId: string): JdSimOrder;
  unlock(orderId: string): JdSimOrder;
  cancel(orderId: string): JdSimOrder;
  finish(orderId: string): JdSimOrder;
  touch(orderId: string, atMs?: number): JdSimOrder;
  /** Any state, also ones that no table knows. */
  force(orderId: string, state: string): JdSimOrder;
  change(orderId: string, act: (order: JdSimOrder) => void): JdSimOrder;
}

const STATES: Readonly<Record<OrderSituation, string>> = {
  paid: 'WAIT_SELLER_STOCK_OUT',
  unpaid: 'NOT_PAY',
  closed: 'TRADE_CANCELED',
  'refund-requested': 'LOCKED',
  'presale-deposit': 'NOT_PAY',
  'presale-paid': 'WAIT_SELLER_STOCK_OUT',
  'forbid-consign': 'POP_ORDER_PAUSE',
};
const UNPAID = new Set(['NOT_PAY', 'TRADE_CANCELED']);

export interface JdShopParts {
  readonly clock: SimulatorClock;
  readonly books: ChannelBookkeeper;
  readonly generator: OrderGenerator;
  readonly random: SeededRandom;
  readonly startMs: number;
  hugeIds(): boolean;
}

const wholeSecond = (atMs: number): number => Math.floor(atMs / 1000) * 1000;

/** @throws RangeError for an order that does not exist. */
export function createJdShop(parts: JdShopParts): JdShop {
  const { clock, books, random } = parts;
  const orders = new Map<string, JdSimOrder>();
  // Twelve digits, as JD's numbers have.
  let last = 250_000_000_000n + (BigInt(parts.startMs) % 40_000_000_000n);

  function make(generated: GeneratedOrder, atMs: number, cashOnDelivery: boolean): JdSimOrder {
    last += BigInt(random.integer(1, 9));
    const createdAtMs = wholeSecond(atMs);
    const state = STATES[generated.situation];
    const items = generated.lines.map((line) => ({
      skuId: skuIdOf(line.good, parts.hugeIds() ? '90071' : ''),
      wareId: wareIdOf(line.good),
      outerSkuId: line.good.code,
      name: `${line.good.title} ${line.good.variant}`,
      count: line.quantity,
      priceMinor: line.unitPriceMinor,
    }));
    const goodsMinor = items.reduce((sum, item) => sum + item.count * item.priceMinor, 0);
    const { place, buyer } = generated;
    return {
      orderId: `${parts.hugeIds() ? '99999999' : ''}${last}`,
      state,
      payType: cashOnDelivery ? '1-货到付款' : '4-在线支付',
      createdAtMs,
      payAtMs: UNPAID.has(state) || cashOnDelivery ? undefined : createdAtMs,
      modifiedAtMs: createdAtMs,
      goodsMinor,
      freightMinor: generated.postageMinor,
      payMinor: goodsMinor + generated.postageMinor,
      remark: generated.buyerNote,
      venderRemark: generated.sellerNote,
      receiver: {
        name: buyer.name,
        mobile: buyer.phone,
        province: place.province,
        city: place.city,
        county: place.district,
        town: place.town,
        address: `${place.street}${generated.doorText}`,
      },
      oaid: `oaid${random.hex(40)}`,
      isSealed: last % 2n === 0n,
      waybill: '',
      logisticsId: '',
      items,
    };
  }

  function bear(atMs: number, options: AddJdOrdersOptions): JdSimOrder {
    const generated = parts.generator.next({
      ...(options.situation === undefined ? {} : { situation: options.situation }),
      ...(options.lines === undefined ? {} : { lines: options.lines }),
    });
    const order = make(generated, atMs, options.cashOnDelivery ?? false);
    orders.set(order.orderId, order);
    if (order.payAtMs !== undefined) {
      books.notePaid({
        externalNumber: order.orderId,
        aliases: [],
        paidMinor: order.payMinor,
        currency: 'CNY',
        paidAtMs: order.payAtMs,
        items: order.items.map((item) => ({
          lineNumber: item.skuId,
          skuCode: item.outerSkuId,
          quantity: item.count,
          paidMinor: item.count * item.priceMinor,
        })),
      });
    }
    books.noteShippable(order.orderId, blockReasonOf(order));
    return order;
  }

  function change(orderId: string, act: (order: JdSimOrder) => void, atMs = clock.nowMs()): JdSimOrder {
    const order = orders.get(orderId);
    if (!order) throw new RangeError(`no order ${orderId}`);
    act(order);
    order.modifiedAtMs = wholeSecond(atMs);
    books.noteShippable(orderId, blockReasonOf(order));
    return order;
  }
  const to = (state: string) => (orderId: string) => change(orderId, (order) => void (order.state = state));

  return {
    add(count, options = {}) {
      const endMs = options.atMs ?? clock.nowMs();
      const stepMs = count > 1 ? (options.spreadMs ?? 0) / (count - 1) : 0;
      return Array.from({ length: count }, (_, index) => bear(endMs - stepMs * (count - 1 - index), options));
    },
    addOne: (options = {}) => bear(options.atMs ?? clock.nowMs(), options),
    get: (orderId) => orders.get(orderId),
    all: () => [...orders.values()],
    find(by, fromMs, toMs, states) {
      const timeOf = (order: JdSimOrder): number => (by === 'modified' ? order.modifiedAtMs : order.createdAtMs);
      return [...orders.values()]
        .filter((order) => timeOf(order) >= fromMs && timeOf(order) <= toMs && states.includes(order.state))
        .sort((left, right) => timeOf(left) - timeOf(right) || (left.orderId < right.orderId ? -1 : 1));
    },
    lock: to('LOCKED'),
    unlock: to('WAIT_SELLER_STOCK_OUT'),
    cancel: to('TRADE_CANCELED'),
    finish: to('FINISHED_L'),
    touch: (orderId, atMs) => change(orderId, () => undefined, atMs),
    force: (orderId, state) => to(state)(orderId),
    change,
  };
}
