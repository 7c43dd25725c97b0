import type { SimulatorClock } from '../kit/simulator-clock.ts';
import type { RefundStatus, TaobaoSubOrder, TaobaoTrade } from './taobao-trade.ts';

/** A refund of one sub-order, as the platform keeps it beside the trade. Times UTC ms in whole seconds, amounts fen. */
export interface TaobaoRefund {
  readonly refundId: string;
  readonly trade: TaobaoTrade;
  readonly order: TaobaoSubOrder;
  readonly createdAtMs: number;
  modifiedAtMs: number;
  status: RefundStatus;
  readonly feeMinor: number;
  readonly reason: string;
  readonly disputeType: 'REFUND' | 'REFUND_AND_RETURN';
  /** Of the parcel that comes back. */
  sid: string | undefined;
}

export interface RefundStore {
  /** Follows the sub-order's own refund status; the first one other than NO_REFUND opens the case. */
  follow(trade: TaobaoTrade, order: TaobaoSubOrder): void;
  /** By time of change, newest first. */
  modifiedWithin(fromMs: number, toMs: number): readonly TaobaoRefund[];
  get(refundId: string): TaobaoRefund | undefined;
}

export function createRefundStore(clock: SimulatorClock): RefundStore {
  const refunds = new Map<string, TaobaoRefund>();
  const nowMs = (): number => Math.floor(clock.nowMs() / 1000) * 1000;
  return {
    follow(trade, order) {
      if (order.refundId === undefined || order.refundStatus === 'NO_REFUND') return;
      const known = refunds.get(order.refundId);
      if (known) {
        known.status = order.refundStatus;
        known.modifiedAtMs = nowMs();
        return;
      }
      const hasLeft = order.invoiceNo !== undefined;
      refunds.set(order.refundId, {
        refundId: order.refundId,
        trade,
        order,
        createdAtMs: nowMs(),
        modifiedAtMs: nowMs(),
        status: order.refundStatus,
        feeMinor: order.paymentMinor,
        reason: '多拍/错拍/不想要',
        disputeType: hasLeft ? 'REFUND_AND_RETURN' : 'REFUND',
        sid: undefined,
      });
    },
    modifiedWithin: (fromMs, toMs) =>
      [...refunds.values()]
        .filter((refund) => refund.modifiedAtMs >= fromMs && refund.modifiedAtMs <= toMs)
        .sort((left, right) => right.modifiedAtMs - left.modifiedAtMs || (left.refundId < right.refundId ? 1 : -1)),
    get: (refundId) => refunds.get(refundId),
  };
}
