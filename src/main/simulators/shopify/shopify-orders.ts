import type { ChannelBookkeeper } from '../kit/channel-books.ts';
import type { DemoPlace } from '../kit/demo-places.ts';
import type { OrderGenerator, OrderSituation, OrderedGood } from '../kit/order-generator.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import type { NumberSource, ShopifyOrderFactory } from './order-factory.ts';
import type { OrderStore } from './order-store.ts';
import { blockReasonOf, refundedMinor } from './shopify-order.ts';
import type { FulfillmentOrderLine, HoldReason, ShopifyAddress, ShopifyLine, ShopifyOrder } from './shopify-order.ts';

export interface AddOrdersOptions {
  /** The newest order's time; default now. */
  readonly atMs?: number;
  /** Spreads the orders evenly over this long before `atMs`; default 0. */
  readonly spreadMs?: number;
  readonly situation?: OrderSituation;
  /** Exact goods instead of random ones. */
  readonly lines?: readonly OrderedGood[];
  /** Where it goes instead of a random place. */
  readonly place?: DemoPlace;
}

/** What buyers and the merchant do. Orders are named by gid, digits or `#1001`. Every act moves `updatedAt` and pushes. */
export interface ShopifyOrders {
  add(count: number, options?: AddOrdersOptions): ShopifyOrder[];
  addOne(options?: AddOrdersOptions): ShopifyOrder;
  get(number: string): ShopifyOrder | undefined;
  all(): readonly ShopifyOrder[];
  pay(number: string): ShopifyOrder;
  cancel(number: string, reason?: NonNullable<ShopifyOrder['cancelReason']>): ShopifyOrder;
  /** Refunds units of one line, or without `lineNumber` everything. */
  refund(number: string, lineNumber?: string, quantity?: number): ShopifyOrder;
  /** The line turns out to be a download: it needs no parcel, and stands in a fulfillment order of its own. */
  makeDigital(number: string, lineNumber: string): ShopifyOrder;
  hold(number: string, reason?: HoldReason, notes?: string): ShopifyOrder;
  releaseHold(number: string): ShopifyOrder;
  changeAddress(number: string, changes: Partial<ShopifyAddress>): ShopifyOrder;
  changeNote(number: string, note: string | null): ShopifyOrder;
  /** Moves `updatedAt` only. */
  touch(number: string): ShopifyOrder;
}

export interface ShopifyOrdersParts {
  readonly clock: SimulatorClock;
  readonly store: OrderStore;
  readonly books: ChannelBookkeeper;
  readonly generator: OrderGenerator;
  readonly factory: ShopifyOrderFactory;
  readonly numbers: NumberSource;
  hugeIds(): boolean;
  notify(order: ShopifyOrder, topics: readonly string[]): void;
}

/** The acting side of the simulated shop. @throws RangeError for an order that does not exist. */
export function createShopifyOrders(parts: ShopifyOrdersParts): ShopifyOrders {
  const { clock, store, books, numbers } = parts;

  function notePaid(order: ShopifyOrder): void {
    if (order.paidAtMs === undefined) return;
    books.notePaid({
      externalNumber: order.id,
      aliases: [order.number, order.name],
      paidMinor: order.totalMinor,
      currency: order.currency,
      paidAtMs: order.paidAtMs,
      items: order.lines.map((line) => ({
        lineNumber: line.number,
        skuCode: line.sku,
        quantity: line.quantity,
        paidMinor: line.quantity * line.unitPriceMinor - line.discountMinor,
      })),
    });
  }

  function bear(atMs: number, options: AddOrdersOptions): ShopifyOrder {
    const generated = parts.generator.next({
      ...(options.situation === undefined ? {} : { situation: options.situation }),
      ...(options.lines === undefined ? {} : { lines: options.lines }),
      ...(options.place === undefined ? {} : { place: options.place }),
    });
    const order = parts.factory.create(generated, atMs, parts.hugeIds());
    store.add(order);
    notePaid(order);
    const [first] = order.lines;
    if (generated.situation === 'refund-requested' && first) refundUnits(order, first, 1, order.createdAtMs);
    books.noteShippable(order.id, blockReasonOf(order));
    parts.notify(order, order.paidAtMs === undefined ? ['orders/create'] : ['orders/create', 'orders/paid']);
    return order;
  }

  function change(number: string, topics: readonly string[], act: (order: ShopifyOrder) => void): ShopifyOrder {
    const order = store.get(number);
    if (!order) throw new RangeError(`no order ${number}`);
    act(order);
    store.touch(order, clock.nowMs());
    books.noteShippable(order.id, blockReasonOf(order));
    parts.notify(order, topics);
    return order;
  }

  /** Takes units off what still has to be shipped, as an unshipped refund with restock does. */
  function refundUnits(order: ShopifyOrder, line: ShopifyLine, quantity: number, atMs: number): void {
    const units = Math.min(quantity, line.currentQuantity);
    const hasLeft = order.fulfillments.some(
      (each) => each.status === 'SUCCESS' && each.lines.some((shipped) => shipped.lineNumber === line.number),
    );
    if (units === 0) return;
    const paidMinor = line.quantity * line.unitPriceMinor - line.discountMinor;
    line.currentQuantity -= units;
    for (const each of order.fulfillmentOrders.flatMap((fulfillmentOrder) => fulfillmentOrder.lines)) {
      if (each.lineNumber !== line.number) continue;
      each.remainingQuantity = Math.min(each.remainingQuantity, line.currentQuantity);
      each.totalQuantity = Math.min(each.totalQuantity, line.currentQuantity);
    }
    order.refunds.push({
      number: numbers.next(),
      createdAtMs: atMs,
      totalMinor: Math.round((paidMinor * units) / line.quantity),
      lines: [
        {
          number: numbers.next(),
          lineNumber: line.number,
          quantity: units,
          restockType: hasLeft ? 'RETURN' : 'CANCEL',
        },
      ],
    });
    const left = order.lines.some((each) => each.currentQuantity > 0);
    order.financialStatus = left ? 'PARTIALLY_REFUNDED' : 'REFUNDED';
    for (const each of order.fulfillmentOrders) if (!left && each.status !== 'CLOSED') each.status = 'CLOSED';
  }

  function add(count: number, options: AddOrdersOptions = {}): ShopifyOrder[] {
    const endMs = options.atMs ?? clock.nowMs();
    const stepMs = count > 1 ? (options.spreadMs ?? 0) / (count - 1) : 0;
    return Array.from({ length: count }, (_, index) => bear(endMs - stepMs * (count - 1 - index), options));
  }

  return {
    add,
    addOne: (options = {}) => bear(options.atMs ?? clock.nowMs(), options),
    get: (number) => store.get(number),
    all: () => store.all(),
    pay: (number) =>
      change(number, ['orders/paid', 'orders/updated'], (order) => {
        order.financialStatus = 'PAID';
        order.paidAtMs = Math.floor(clock.nowMs() / 1000) * 1000;
        for (const each of order.fulfillmentOrders) if (each.status === 'SCHEDULED') each.status = 'OPEN';
        notePaid(order);
      }),
    cancel: (number, reason = 'CUSTOMER') =>
      change(number, ['orders/cancelled', 'orders/updated'], (order) => {
        order.cancelledAtMs = Math.floor(clock.nowMs() / 1000) * 1000;
        order.cancelReason = reason;
        order.financialStatus = order.paidAtMs === undefined ? 'VOIDED' : 'REFUNDED';
        const leftMinor = order.totalMinor - refundedMinor(order);
        if (order.paidAtMs !== undefined && leftMinor > 0) {
          order.refunds.push({
            number: numbers.next(),
            createdAtMs: order.cancelledAtMs,
            totalMinor: leftMinor,
            lines: [],
          });
        }
        for (const each of order.fulfillmentOrders) if (each.status !== 'CLOSED') each.status = 'CANCELLED';
      }),
    refund: (number, lineNumber, quantity = Infinity) =>
      change(number, ['refunds/create', 'orders/updated'], (order) => {
        for (const line of order.lines) {
          if (lineNumber === undefined || line.number === lineNumber) refundUnits(order, line, quantity, clock.nowMs());
        }
      }),
    makeDigital: (number, lineNumber) =>
      change(number, ['orders/updated'], (order) => {
        for (const line of order.lines) if (line.number === lineNumber) line.requiresShipping = false;
        const isDigital = (line: FulfillmentOrderLine): boolean => line.lineNumber === lineNumber;
        for (const part of order.fulfillmentOrders.filter((each) => each.lines.some(isDigital))) {
          if (part.lines.every(isDigital)) continue;
          order.fulfillmentOrders.push({
            ...part,
            number: numbers.next(),
            holds: [],
            lines: part.lines.filter(isDigital),
          });
          part.lines = part.lines.filter((line) => !isDigital(line));
        }
      }),
    hold: (number, reason = 'OTHER', notes) =>
      change(number, ['fulfillment_orders/placed_on_hold', 'orders/updated'], (order) => {
        for (const each of order.fulfillmentOrders) {
          if (each.status !== 'OPEN') continue;
          each.status = 'ON_HOLD';
          each.holds.push({ number: numbers.next(), reason, notes: notes ?? null });
        }
      }),
    releaseHold: (number) =>
      change(number, ['fulfillment_orders/hold_released', 'orders/updated'], (order) => {
        for (const each of order.fulfillmentOrders) {
          if (each.status !== 'ON_HOLD') continue;
          each.status = 'OPEN';
          each.holds.splice(0);
        }
      }),
    changeAddress: (number, changes) =>
      change(number, ['orders/updated'], (order) => {
        order.shippingAddress = { ...order.shippingAddress, ...changes };
      }),
    changeNote: (number, note) => change(number, ['orders/updated'], (order) => void (order.note = note)),
    touch: (number) => change(number, ['orders/updated'], () => undefined),
  };
}
