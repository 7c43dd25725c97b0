import type { ChannelBookkeeper } from '../kit/channel-books.ts';
import type { OrderGenerator, OrderSituation, OrderedGood } from '../kit/order-generator.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import type { TimedStore } from '../kit/timed-store.ts';
import { blockReasonOf } from './douyin-order.ts';
import type { AfterSaleCase, DouyinOrder, OrderStatus } from './douyin-order.ts';
import type { DouyinOrderFactory } from './order-factory.ts';

export interface AddOrdersOptions {
  /** The newest order's time; default now. */
  readonly atMs?: number;
  /** Spreads the orders evenly over this long before `atMs`; default 0. */
  readonly spreadMs?: number;
  readonly situation?: OrderSituation;
  /** Exact goods instead of random ones. */
  readonly lines?: readonly OrderedGood[];
}

/** What buyers and the platform do to orders. Every act moves the time of change and pushes. @throws RangeError for an order that does not exist. */
export interface DouyinOrders {
  add(count: number, options?: AddOrdersOptions): DouyinOrder[];
  addOne(options?: AddOrdersOptions): DouyinOrder;
  get(id: string): DouyinOrder | undefined;
  all(): readonly DouyinOrder[];
  /** Paid and checked; also the balance of a presale. */
  pay(id: string): DouyinOrder;
  /** Cancelled before payment. */
  close(id: string): DouyinOrder;
  /** The platform's risk check begins, and ends. */
  hold(id: string): DouyinOrder;
  release(id: string): DouyinOrder;
  /** On one line or, without its id, on all. */
  requestRefund(id: string, skuOrderId?: string): DouyinOrder;
  /** The order closes when every line is refunded. */
  completeRefund(id: string, skuOrderId?: string): DouyinOrder;
  withdrawRefund(id: string, skuOrderId?: string): DouyinOrder;
  changeWords(id: string, words: string, stars?: number): DouyinOrder;
  finish(id: string): DouyinOrder;
  touch(id: string): DouyinOrder;
  /** Any status, also ones that no table knows. */
  forceStatus(id: string, status: OrderStatus): DouyinOrder;
}

export interface DouyinOrdersParts {
  readonly clock: SimulatorClock;
  readonly store: TimedStore<DouyinOrder>;
  readonly afterSales: TimedStore<AfterSaleCase>;
  readonly books: ChannelBookkeeper;
  readonly generator: OrderGenerator;
  readonly factory: DouyinOrderFactory;
  hugeIds(): boolean;
  changed(order: DouyinOrder, tag: string): void;
  born(order: DouyinOrder, tag: string): void;
}

/** The acting side of the simulated shop. */
export function createDouyinOrders(parts: DouyinOrdersParts): DouyinOrders {
  const { clock, store, afterSales, books } = parts;

  function notePaid(order: DouyinOrder, paidAtMs: number): void {
    books.notePaid({
      externalNumber: order.id,
      aliases: [],
      paidMinor: order.payMinor,
      currency: 'CNY',
      paidAtMs,
      items: order.skus.map((sku) => ({
        lineNumber: sku.id,
        skuCode: sku.code,
        quantity: sku.itemNum,
        paidMinor: sku.payMinor,
      })),
    });
  }

  function bear(atMs: number, options: AddOrdersOptions): DouyinOrder {
    const generated = parts.generator.next({
      ...(options.situation === undefined ? {} : { situation: options.situation }),
      ...(options.lines === undefined ? {} : { lines: options.lines }),
    });
    const order = parts.factory.create(generated, atMs, parts.hugeIds());
    store.add(order);
    if (order.paidAtMs !== undefined) notePaid(order, order.paidAtMs);
    books.noteShippable(order.id, blockReasonOf(order));
    if (generated.situation === 'refund-requested') openCase(order, 0, atMs);
    parts.born(order, order.paidAtMs === undefined ? '100' : '101');
    return order;
  }

  function change(id: string, tag: string, act: (order: DouyinOrder) => void): DouyinOrder {
    const order = store.get(id);
    if (!order) throw new RangeError(`no order ${id}`);
    act(order);
    parts.changed(order, tag);
    return order;
  }

  function setStatus(order: DouyinOrder, status: OrderStatus, mainStatus = status): void {
    order.status = status;
    order.mainStatus = mainStatus;
    for (const sku of order.skus) if (sku.status !== 4) sku.status = status;
  }

  function openCase(order: DouyinOrder, index: number, atMs: number): void {
    const sku = order.skus[index];
    if (!sku) return;
    const createdAtMs = Math.floor(atMs / 1000) * 1000;
    afterSales.add({
      id: `7${sku.id.slice(1)}`,
      createdAtMs,
      updatedAtMs: createdAtMs,
      orderId: order.id,
      skuOrderId: sku.id,
      type: order.parcels.length > 0 ? 0 : 2,
      status: 6,
      units: sku.itemNum,
      amountMinor: sku.payMinor,
      reason: '不想要了',
      returnNumber: '',
    });
  }

  function setAfterSale(order: DouyinOrder, status: number, skuOrderId: string | undefined): void {
    order.skus.forEach((sku, index) => {
      if (skuOrderId !== undefined && sku.id !== skuOrderId) return;
      sku.afterSaleStatus = status;
      const known = afterSales.get(`7${sku.id.slice(1)}`);
      if (!known) openCase(order, index, clock.nowMs());
      else {
        known.status = status;
        afterSales.touch(known, clock.nowMs());
      }
    });
  }

  return {
    add(count, options = {}) {
      const endMs = options.atMs ?? clock.nowMs();
      const stepMs = count > 1 ? (options.spreadMs ?? 0) / (count - 1) : 0;
      return Array.from({ length: count }, (_, index) => bear(endMs - stepMs * (count - 1 - index), options));
    },
    addOne: (options = {}) => bear(options.atMs ?? clock.nowMs(), options),
    get: (id) => store.get(id),
    all: () => store.all(),
    pay: (id) =>
      change(id, '101', (order) => {
        setStatus(order, 2);
        order.paidAtMs = Math.floor(clock.nowMs() / 1000) * 1000;
        notePaid(order, order.paidAtMs);
      }),
    close: (id) =>
      change(id, '106', (order) => {
        setStatus(order, 4);
        order.finishedAtMs = clock.nowMs();
      }),
    hold: (id) => change(id, '110', (order) => setStatus(order, 105)),
    release: (id) => change(id, '110', (order) => setStatus(order, 2)),
    requestRefund: (id, skuOrderId) => change(id, '200', (order) => setAfterSale(order, 6, skuOrderId)),
    completeRefund: (id, skuOrderId) =>
      change(id, '206', (order) => {
        setAfterSale(order, 12, skuOrderId);
        const hadLeft = order.parcels.length > 0;
        for (const sku of order.skus) if (sku.afterSaleStatus === 12) sku.status = 4;
        if (order.skus.some((sku) => sku.afterSaleStatus !== 12)) return;
        order.status = 4;
        order.mainStatus = hadLeft ? 22 : 21;
        order.finishedAtMs = clock.nowMs();
      }),
    withdrawRefund: (id, skuOrderId) => change(id, '207', (order) => setAfterSale(order, 28, skuOrderId)),
    changeWords: (id, words, stars) =>
      change(id, '110', (order) => {
        order.sellerWords = words;
        order.stars = stars ?? order.stars;
      }),
    finish: (id) =>
      change(id, '103', (order) => {
        setStatus(order, 5);
        order.finishedAtMs = clock.nowMs();
      }),
    touch: (id) => change(id, '110', () => undefined),
    forceStatus: (id, status) => change(id, '110', (order) => setStatus(order, status)),
  };
}
