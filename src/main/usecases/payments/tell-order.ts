import { dueDifference } from '#core/payments/compare-payment.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { PaymentNotice } from '#main/plugins/payments/payment-provider.ts';
import type { Act } from '#main/usecases/actor.ts';
import { placeHold } from '#main/usecases/orders/holds.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import type { PaidOrder } from '#main/usecases/payments/payment-rows.ts';

export type ToldPayment = Omit<PaymentNotice, 'deliveryId' | 'topic'>;

/**
 * Shows a callback on its order's page: the entry in the timeline, and a hold where it does not pay what the order costs, tells
 * of a refund, or is a second payment of what was paid. `paidBy` is the trade number by which the order was paid, if it was.
 */
export function tellOrder(
  tx: WriteTx,
  act: Act,
  atMs: number,
  order: PaidOrder,
  notice: ToldPayment,
  paidBy: string | null,
): void {
  const { outTradeNo, tradeNumber, vendorState, amountMinor } = notice;
  const hold = (reasonCode: string, data: Readonly<Record<string, unknown>>) =>
    placeHold(tx, act, atMs, { orderId: order.id, kind: 'payment', reasonCode, data });
  if (notice.kind === 'refund') {
    const refundMinor = notice.refundMinor ?? 0;
    const data = { outTradeNo, tradeNumber, vendorState, refundMinor };
    recordEvent(tx, { orderId: order.id, atMs, type: 'payment.refund_told', act, rule: null, data });
    hold('payment_refunded', { refundMinor });
    return;
  }
  const data = { outTradeNo, tradeNumber, vendorState, ...(amountMinor === null ? {} : { amountMinor }) };
  recordEvent(tx, { orderId: order.id, atMs, type: 'payment.callback_received', act, rule: null, data });
  if (notice.state !== 'paid') return;
  if (paidBy !== null) {
    if (paidBy !== '' && paidBy !== tradeNumber) hold('payment_twice', { tradeNumber });
    return;
  }
  const difference = dueDifference(notice, { totalMinor: order.total_minor, currency: order.currency });
  if (difference && amountMinor !== null) hold(difference.code, difference.data);
}
