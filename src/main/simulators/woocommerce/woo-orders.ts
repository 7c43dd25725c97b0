import type { ChannelBookkeeper } from '../kit/channel-books.ts';
import type { DemoPlace } from '../kit/demo-places.ts';
import type { OrderGenerator, OrderSituation, OrderedGood } from '../kit/order-generator.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import type { NumberSource, WooOrderFactory } from './order-factory.ts';
import type { OrderStore } from './order-store.ts';
import type { WebhookTopic } from './webhook-queue.ts';
import { blockReasonOf, lineTotalMinor, refundedMinor, wholeSecond } from './woo-order.ts';
import type { WooAddress, WooOrder } from './woo-order.ts';

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
  /** Paid to whoever delivers: it goes on without a payment. */
  readonly cashOnDelivery?: boolean;
}

/** What buyers, staff and plugins do. Orders are named by their id. Every act moves `date_modified` and pushes. */
export interface WooOrders {
  add(count: number, options?: AddOrdersOptions): WooOrder[];
  addOne(options?: AddOrdersOptions): WooOrder;
  get(id: string): WooOrder | undefined;
  all(): readonly WooOrder[];
  pay(id: string): WooOrder;
  cancel(id: string): WooOrder;
  /** Refunds units of one line, or without `lineId` everything. */
  refund(id: string, lineId?: string, quantity?: number): WooOrder;
  /** Money alone, no units. */
  refundAmount(id: string, amountMinor: number, reason: string): WooOrder;
  hold(id: string): WooOrder;
  trash(id: string): WooOrder;
  restore(id: string): WooOrder;
  /** Any status, also a plugin's. */
  setStatus(id: string, status: string): WooOrder;
  setMeta(id: string, key: string, value: string): WooOrder;
  changeAddress(id: string, changes: Partial<WooAddress>): WooOrder;
  changeNote(id: string, note: string): WooOrder;
  /** Moves `date_modified` only. */
  touch(id: string): WooOrder;
}

export interface WooOrdersParts {
  readonly clock: SimulatorClock;
  readonly store: OrderStore;
  readonly books: ChannelBookkeeper;
  readonly generator: OrderGenerator;
  readonly factory: WooOrderFactory;
  readonly numbers: NumberSource;
  hugeIds(): boolean;
  notify(order: WooOrder, topic: WebhookTopic): void;
}

/** The acting side of the simulated shop. @throws RangeError for an order that does not exist. */
export function createWooOrders(parts: WooOrdersParts): WooOrders {
  const { clock, store, books, numbers } = parts;

  function notePaid(order: WooOrder, paidAtMs: number): void {
    books.notePaid({
      externalNumber: order.id,
      aliases: order.number === order.id ? [] : [order.number],
      paidMinor: order.totalMinor,
      currency: order.currency,
      paidAtMs,
      items: order.lines.map((line) => ({
        lineNumber: line.id,
        skuCode: line.sku,
        quantity: line.quantity,
        paidMinor: lineTotalMinor(line) + line.taxMinor,
      })),
    });
  }

  function bear(atMs: number, options: AddOrdersOptions): WooOrder {
    const generated = parts.generator.next({
      ...(options.situation === undefined ? {} : { situation: options.situation }),
      ...(options.lines === undefined ? {} : { lines: options.lines }),
      ...(options.place === undefined ? {} : { place: options.place }),
    });
    const cashOnDelivery = options.cashOnDelivery ?? false;
    const order = parts.factory.create(generated, atMs, { huge: parts.hugeIds(), cashOnDelivery });
    store.add(order);
    if (order.paidAtMs !== undefined || (cashOnDelivery && order.status === 'processing'))
      notePaid(order, order.paidAtMs ?? order.createdAtMs);
    const [first] = order.lines;
    if (generated.situation === 'refund-requested' && first) refundUnits(order, first.id, 1, order.createdAtMs);
    books.noteShippable(order.id, blockReasonOf(order));
    parts.notify(order, 'order.created');
    return order;
  }

  function change(id: string, act: (order: WooOrder) => void, topic: WebhookTopic = 'order.updated'): WooOrder {
    const order = store.get(id);
    if (!order) throw new RangeError(`no order ${id}`);
    act(order);
    store.touch(order, clock.nowMs());
    books.noteShippable(order.id, blockReasonOf(order));
    parts.notify(order, topic);
    return order;
  }

  function unitsLeft(order: WooOrder, lineId: string): number {
    const ordered = order.lines.find((line) => line.id === lineId)?.quantity ?? 0;
    const gone = order.refunds.flatMap((refund) => refund.lines).filter((line) => line.lineId === lineId);
    return ordered - gone.reduce((sum, line) => sum + line.quantity, 0);
  }

  function refundUnits(order: WooOrder, lineId: string, quantity: number, atMs: number): void {
    const units = Math.min(quantity, unitsLeft(order, lineId));
    const line = order.lines.find((each) => each.id === lineId);
    if (!line || units <= 0) return;
    order.refunds.push({
      id: numbers.next(),
      createdAtMs: wholeSecond(atMs),
      amountMinor: Math.round(((lineTotalMinor(line) + line.taxMinor) * units) / line.quantity),
      reason: 'changed my mind',
      lines: [{ id: numbers.next(), lineId, quantity: units }],
    });
  }

  function add(count: number, options: AddOrdersOptions = {}): WooOrder[] {
    const endMs = options.atMs ?? clock.nowMs();
    const stepMs = count > 1 ? (options.spreadMs ?? 0) / (count - 1) : 0;
    return Array.from({ length: count }, (_, index) => bear(endMs - stepMs * (count - 1 - index), options));
  }

  return {
    add,
    addOne: (options = {}) => bear(options.atMs ?? clock.nowMs(), options),
    get: (id) => store.get(id),
    all: () => store.all(),
    pay: (id) =>
      change(id, (order) => {
        order.status = 'processing';
        order.paidAtMs = wholeSecond(clock.nowMs());
        notePaid(order, order.paidAtMs);
      }),
    cancel: (id) => change(id, (order) => void (order.status = 'cancelled')),
    refund: (id, lineId, quantity = Infinity) =>
      change(id, (order) => {
        for (const line of order.lines)
          if (lineId === undefined || line.id === lineId) refundUnits(order, line.id, quantity, clock.nowMs());
        if (order.lines.some((line) => unitsLeft(order, line.id) > 0)) return;
        // Postage and charges go with the last goods; the shop then sets the status by itself.
        const restMinor = order.totalMinor - refundedMinor(order);
        if (restMinor > 0)
          order.refunds.push({
            id: numbers.next(),
            createdAtMs: wholeSecond(clock.nowMs()),
            amountMinor: restMinor,
            reason: '',
            lines: [],
          });
        order.status = 'refunded';
      }),
    refundAmount: (id, amountMinor, reason) =>
      change(id, (order) => {
        const createdAtMs = wholeSecond(clock.nowMs());
        order.refunds.push({ id: numbers.next(), createdAtMs, amountMinor, reason, lines: [] });
      }),
    hold: (id) => change(id, (order) => void (order.status = 'on-hold')),
    trash: (id) =>
      change(
        id,
        (order) => {
          order.statusBeforeTrash = order.status;
          order.status = 'trash';
        },
        'order.deleted',
      ),
    restore: (id) =>
      change(id, (order) => void (order.status = order.statusBeforeTrash ?? order.status), 'order.restored'),
    setStatus: (id, status) => change(id, (order) => void (order.status = status)),
    setMeta: (id, key, value) =>
      change(id, (order) => {
        order.meta = [...order.meta.filter((meta) => meta.key !== key), { id: numbers.next(), key, value }];
      }),
    changeAddress: (id, changes) => change(id, (order) => void (order.address = { ...order.address, ...changes })),
    changeNote: (id, note) => change(id, (order) => void (order.customerNote = note)),
    touch: (id) => change(id, () => undefined),
  };
}
