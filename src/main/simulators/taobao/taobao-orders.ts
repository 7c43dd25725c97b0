import type { ChannelBookkeeper } from '../kit/channel-books.ts';
import type { OrderGenerator, OrderSituation, OrderedGood } from '../kit/order-generator.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import type { TmcQueue } from './message-queue.ts';
import type { RefundStore } from './refund-case.ts';
import { blockReasonOf } from './taobao-trade.ts';
import type { RefundStatus, TaobaoReceiver, TaobaoTrade, TradeStatus } from './taobao-trade.ts';
import type { TradeFactory } from './trade-factory.ts';
import type { TradeStore } from './trade-store.ts';

export interface AddTradesOptions {
  /** The newest order's time; default now. */
  readonly atMs?: number;
  /** Spreads the orders evenly over this long before `atMs`; default 0. */
  readonly spreadMs?: number;
  readonly situation?: OrderSituation;
  /** Exact goods instead of random ones. */
  readonly lines?: readonly OrderedGood[];
}

/** What buyers and the platform do to orders. Every act moves `modified` and publishes a TMC message. */
export interface TaobaoOrders {
  add(count: number, options?: AddTradesOptions): TaobaoTrade[];
  addOne(options?: AddTradesOptions): TaobaoTrade;
  get(tid: string): TaobaoTrade | undefined;
  all(): readonly TaobaoTrade[];
  /** Buyer pays; also the final payment of a presale. */
  pay(tid: string): TaobaoTrade;
  /** Closed before payment. */
  close(tid: string): TaobaoTrade;
  /** On one line or, without `oid`, on all lines. */
  requestRefund(tid: string, oid?: string): TaobaoTrade;
  /** Refund succeeds; the trade closes when every line is refunded. */
  completeRefund(tid: string, oid?: string): TaobaoTrade;
  withdrawRefund(tid: string, oid?: string): TaobaoTrade;
  /** The buyer sends the goods back under a number. */
  sendBack(tid: string, trackingNumber: string): TaobaoTrade;
  forbidConsign(tid: string): TaobaoTrade;
  allowConsign(tid: string): TaobaoTrade;
  changeReceiver(tid: string, changes: Partial<TaobaoReceiver>): TaobaoTrade;
  changeMemo(tid: string, memo: string, flag?: number): TaobaoTrade;
  finish(tid: string): TaobaoTrade;
  /** Moves `modified` only. */
  touch(tid: string): TaobaoTrade;
  /** Any status, also ones that no table knows. */
  forceStatus(tid: string, status: string): TaobaoTrade;
}

export interface TaobaoOrdersParts {
  readonly clock: SimulatorClock;
  readonly store: TradeStore;
  readonly refunds: RefundStore;
  readonly queue: TmcQueue;
  readonly books: ChannelBookkeeper;
  readonly generator: OrderGenerator;
  readonly factory: TradeFactory;
  hugeIds(): boolean;
}

const TOPIC_OF_BIRTH: Readonly<Partial<Record<TradeStatus, string>>> = {
  WAIT_BUYER_PAY: 'taobao_trade_TradeCreate',
  TRADE_CLOSED_BY_TAOBAO: 'taobao_trade_TradeClose',
};

/** The acting side of the simulated shop. @throws RangeError for a tid that does not exist. */
export function createTaobaoOrders(parts: TaobaoOrdersParts): TaobaoOrders {
  const { clock, store, refunds, queue, books } = parts;

  function notePaid(trade: TaobaoTrade, paidAtMs: number): void {
    books.notePaid({
      externalNumber: trade.tid,
      aliases: [],
      paidMinor: trade.paymentMinor,
      currency: 'CNY',
      paidAtMs,
      items: trade.orders.map((order) => ({
        lineNumber: order.oid,
        skuCode: order.outerSkuId,
        quantity: order.num,
        paidMinor: order.paymentMinor,
      })),
    });
  }

  function bear(atMs: number, options: AddTradesOptions): TaobaoTrade {
    const order = parts.generator.next({
      ...(options.situation === undefined ? {} : { situation: options.situation }),
      ...(options.lines === undefined ? {} : { lines: options.lines }),
    });
    const trade = parts.factory.create(order, atMs, parts.hugeIds());
    store.add(trade);
    for (const each of trade.orders) refunds.follow(trade, each);
    if (trade.payAtMs !== undefined) notePaid(trade, trade.payAtMs);
    books.noteShippable(trade.tid, blockReasonOf(trade));
    queue.publish(TOPIC_OF_BIRTH[trade.status] ?? 'taobao_trade_TradeBuyerPay', trade);
    return trade;
  }

  function change(tid: string, topic: string, act: (trade: TaobaoTrade) => void): TaobaoTrade {
    const trade = store.get(tid);
    if (!trade) throw new RangeError(`no trade ${tid}`);
    act(trade);
    store.touch(trade, clock.nowMs());
    books.noteShippable(tid, blockReasonOf(trade));
    queue.publish(topic, trade);
    return trade;
  }

  function setStatus(trade: TaobaoTrade, status: TradeStatus): void {
    trade.status = status;
    for (const order of trade.orders) order.status = status;
  }

  function setRefund(trade: TaobaoTrade, status: RefundStatus, oid: string | undefined): void {
    for (const order of trade.orders) {
      if (oid !== undefined && order.oid !== oid) continue;
      order.refundStatus = status;
      order.refundId ??= `9${order.oid.slice(1)}`;
      refunds.follow(trade, order);
    }
  }

  function add(count: number, options: AddTradesOptions = {}): TaobaoTrade[] {
    const endMs = options.atMs ?? clock.nowMs();
    const stepMs = count > 1 ? (options.spreadMs ?? 0) / (count - 1) : 0;
    return Array.from({ length: count }, (_, index) => bear(endMs - stepMs * (count - 1 - index), options));
  }

  return {
    add,
    addOne: (options = {}) => bear(options.atMs ?? clock.nowMs(), options),
    get: (tid) => store.get(tid),
    all: () => store.all(),
    pay: (tid) =>
      change(tid, 'taobao_trade_TradeBuyerPay', (trade) => {
        setStatus(trade, 'WAIT_SELLER_SEND_GOODS');
        trade.payAtMs = Math.floor(clock.nowMs() / 1000) * 1000;
        if (trade.stepTradeStatus) trade.stepTradeStatus = 'FRONT_PAID_FINAL_PAID';
        notePaid(trade, trade.payAtMs);
      }),
    close: (tid) =>
      change(tid, 'taobao_trade_TradeClose', (trade) => {
        setStatus(trade, 'TRADE_CLOSED_BY_TAOBAO');
        trade.endAtMs = clock.nowMs();
      }),
    requestRefund: (tid, oid) =>
      change(tid, 'taobao_refund_RefundCreated', (trade) => setRefund(trade, 'WAIT_SELLER_AGREE', oid)),
    completeRefund: (tid, oid) =>
      change(tid, 'taobao_refund_RefundSuccess', (trade) => {
        setRefund(trade, 'SUCCESS', oid);
        for (const order of trade.orders) if (order.refundStatus === 'SUCCESS') order.status = 'TRADE_CLOSED';
        if (trade.orders.some((order) => order.refundStatus !== 'SUCCESS')) return;
        trade.status = 'TRADE_CLOSED';
        trade.endAtMs = clock.nowMs();
      }),
    withdrawRefund: (tid, oid) => change(tid, 'taobao_refund_RefundClosed', (trade) => setRefund(trade, 'CLOSED', oid)),
    sendBack: (tid, trackingNumber) =>
      change(tid, 'taobao_refund_RefundBuyerReturnGoods', (trade) => {
        setRefund(trade, 'WAIT_SELLER_CONFIRM_GOODS', undefined);
        for (const order of trade.orders) {
          const refund = order.refundId === undefined ? undefined : refunds.get(order.refundId);
          if (refund) refund.sid = trackingNumber;
        }
      }),
    forbidConsign: (tid) =>
      change(tid, 'taobao_trade_TradeChanged', (trade) => setStatus(trade, 'PAID_FORBID_CONSIGN')),
    allowConsign: (tid) =>
      change(tid, 'taobao_trade_TradeChanged', (trade) => setStatus(trade, 'WAIT_SELLER_SEND_GOODS')),
    changeReceiver: (tid, changes) =>
      change(tid, 'taobao_trade_TradeLogisticsAddressChanged', (trade) => {
        trade.receiver = { ...trade.receiver, ...changes };
      }),
    changeMemo: (tid, memo, flag) =>
      change(tid, 'taobao_trade_TradeMemoModified', (trade) => {
        trade.sellerMemo = memo;
        trade.sellerFlag = flag ?? trade.sellerFlag;
      }),
    finish: (tid) =>
      change(tid, 'taobao_trade_TradeSuccess', (trade) => {
        setStatus(trade, 'TRADE_FINISHED');
        trade.endAtMs = clock.nowMs();
      }),
    touch: (tid) => change(tid, 'taobao_trade_TradeChanged', () => undefined),
    forceStatus: (tid, status) =>
      change(tid, 'taobao_trade_TradeChanged', (trade) => setStatus(trade, status as TradeStatus)),
  };
}
