import type { ChannelBookkeeper } from '../kit/channel-books.ts';
import type { OrderGenerator, OrderSituation, OrderedGood } from '../kit/order-generator.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import type { MessageHub } from './message-hub.ts';
import type { PddOrderFactory } from './order-factory.ts';
import type { PddOrderStore } from './order-store.ts';
import { blockReasonOf } from './pdd-order.ts';
import type { PddReceiver, PddSimOrder } from './pdd-order.ts';

export interface AddPddOrdersOptions {
  /** The newest order's time; default now. */
  readonly atMs?: number;
  /** Spreads the orders evenly over this long before `atMs`; default 0. */
  readonly spreadMs?: number;
  readonly situation?: OrderSituation;
  /** Exact goods instead of random ones; the first counts. */
  readonly lines?: readonly OrderedGood[];
}

/** What buyers and the platform do to orders. Every act moves `updated_at` and publishes a message. */
export interface PddOrders {
  add(count: number, options?: AddPddOrdersOptions): PddSimOrder[];
  addOne(options?: AddPddOrdersOptions): PddSimOrder;
  get(orderSn: string): PddSimOrder | undefined;
  all(): readonly PddSimOrder[];
  /** The last payment that concludes the order; also the balance of a deposit order. */
  pay(orderSn: string): PddSimOrder;
  completeGroup(orderSn: string): PddSimOrder;
  failGroup(orderSn: string): PddSimOrder;
  startReview(orderSn: string): PddSimOrder;
  endReview(orderSn: string): PddSimOrder;
  requestRefund(orderSn: string, withReturn?: boolean): PddSimOrder;
  completeRefund(orderSn: string): PddSimOrder;
  withdrawRefund(orderSn: string): PddSimOrder;
  changeReceiver(orderSn: string, changes: Partial<PddReceiver>): PddSimOrder;
  changeRemark(orderSn: string, remark: string, tag?: number): PddSimOrder;
  receive(orderSn: string): PddSimOrder;
  /** Moves `updated_at` only. */
  touch(orderSn: string): PddSimOrder;
  /** Any status fields, also ones that no table knows. */
  force(orderSn: string, changes: Partial<PddSimOrder>): PddSimOrder;
}

export interface PddOrdersParts {
  readonly clock: SimulatorClock;
  readonly store: PddOrderStore;
  readonly hub: MessageHub;
  readonly books: ChannelBookkeeper;
  readonly generator: OrderGenerator;
  readonly factory: PddOrderFactory;
  hugeIds(): boolean;
}

const CONFIRMED = 'pdd_trade_TradeConfirmed';
const CHANGED = 'pdd_trade_TradeLogisticsAddressChanged';

/** The acting side of the simulated shop. @throws RangeError for an order that does not exist. */
export function createPddOrders(parts: PddOrdersParts): PddOrders {
  const { clock, store, hub, books } = parts;

  function notePaid(order: PddSimOrder, paidAtMs: number): void {
    books.notePaid({
      externalNumber: order.orderSn,
      aliases: [],
      paidMinor: order.payMinor,
      currency: 'CNY',
      paidAtMs,
      items: [
        {
          lineNumber: order.item.skuId,
          skuCode: order.item.outerId,
          quantity: order.item.count,
          paidMinor: order.payMinor - order.postageMinor,
        },
      ],
    });
  }

  function bear(atMs: number, options: AddPddOrdersOptions): PddSimOrder {
    const generated = parts.generator.next({
      ...(options.situation === undefined ? {} : { situation: options.situation }),
      ...(options.lines === undefined ? {} : { lines: options.lines }),
    });
    const order = parts.factory.create(generated, atMs, parts.hugeIds());
    store.add(order);
    if (order.payAtMs !== undefined) notePaid(order, order.payAtMs);
    books.noteShippable(order.orderSn, blockReasonOf(order));
    if (order.confirmStatus === 1) hub.publish(CONFIRMED, order);
    return order;
  }

  function change(orderSn: string, topic: string, act: (order: PddSimOrder) => void): PddSimOrder {
    const order = store.get(orderSn);
    if (!order) throw new RangeError(`no order ${orderSn}`);
    act(order);
    store.touch(order, clock.nowMs());
    books.noteShippable(orderSn, blockReasonOf(order));
    hub.publish(topic, order);
    return order;
  }

  function setCase(order: PddSimOrder, status: number, refundStatus: number): void {
    order.afterSalesStatus = status;
    order.refundStatus = refundStatus;
    if (!order.refund) return;
    order.refund.status = status;
    order.refund.updatedAtMs = Math.floor(clock.nowMs() / 1000) * 1000;
  }

  return {
    add(count, options = {}) {
      const endMs = options.atMs ?? clock.nowMs();
      const stepMs = count > 1 ? (options.spreadMs ?? 0) / (count - 1) : 0;
      return Array.from({ length: count }, (_, index) => bear(endMs - stepMs * (count - 1 - index), options));
    },
    addOne: (options = {}) => bear(options.atMs ?? clock.nowMs(), options),
    get: (orderSn) => store.get(orderSn),
    all: () => store.all(),
    pay: (orderSn) =>
      change(orderSn, CONFIRMED, (order) => {
        order.payAtMs = Math.floor(clock.nowMs() / 1000) * 1000;
        order.confirmAtMs ??= order.payAtMs;
        order.confirmStatus = 1;
        order.groupStatus = 1;
        if (order.stepTradeStatus !== undefined) order.stepTradeStatus = 2;
        notePaid(order, order.payAtMs);
      }),
    completeGroup: (orderSn) => change(orderSn, CONFIRMED, (order) => void (order.groupStatus = 1)),
    failGroup: (orderSn) =>
      change(orderSn, 'pdd_trade_TradeClosed', (order) => {
        order.groupStatus = 2;
        setCase(order, 10, 4);
      }),
    startReview: (orderSn) =>
      change(orderSn, 'pdd_trade_TradeRiskChanged', (order) => void (order.riskControlStatus = 1)),
    endReview: (orderSn) =>
      change(orderSn, 'pdd_trade_TradeRiskChanged', (order) => void (order.riskControlStatus = 0)),
    requestRefund: (orderSn, withReturn = false) =>
      change(orderSn, 'pdd_refund_RefundCreated', (order) => {
        const atMs = Math.floor(clock.nowMs() / 1000) * 1000;
        const id = order.orderSn.replace(/\D/g, '').slice(-14);
        const type = withReturn ? 3 : 2;
        order.refund = { id, type, status: 2, amountMinor: order.payMinor, createdAtMs: atMs, updatedAtMs: atMs };
        setCase(order, withReturn ? 3 : 2, 2);
      }),
    completeRefund: (orderSn) => change(orderSn, 'pdd_refund_RefundSuccess', (order) => setCase(order, 10, 4)),
    withdrawRefund: (orderSn) => change(orderSn, 'pdd_refund_RefundClosed', (order) => setCase(order, 11, 1)),
    changeReceiver: (orderSn, changes) =>
      change(orderSn, CHANGED, (order) => void (order.receiver = { ...order.receiver, ...changes })),
    changeRemark: (orderSn, remark, tag) =>
      change(orderSn, 'pdd_trade_TradeMemoModified', (order) => {
        order.remark = remark;
        order.remarkTag = tag ?? order.remarkTag;
      }),
    receive: (orderSn) =>
      change(orderSn, 'pdd_trade_TradeSuccess', (order) => {
        order.orderStatus = 3;
        order.receiveAtMs = clock.nowMs();
      }),
    touch: (orderSn) => change(orderSn, 'pdd_trade_TradeMemoModified', () => undefined),
    force: (orderSn, changes) => change(orderSn, CHANGED, (order) => void Object.assign(order, changes)),
  };
}
