import { orderNumberIn } from '#core/payments/number-pattern.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { PaymentNotice } from '#main/plugins/payments/payment-provider.ts';
import type { Act } from '#main/usecases/actor.ts';
import { countIfDelivered, storePaymentMessage, wasTold } from '#main/usecases/payments/archive-payment-message.ts';
import type { PackedPaymentMessage } from '#main/usecases/payments/archive-payment-message.ts';
import type { AccountRow } from '#main/usecases/payments/open-account.ts';
import {
  beginAsking,
  findPayment,
  ordersOfNumber,
  readPaidOrder,
  setParked,
} from '#main/usecases/payments/payment-rows.ts';
import type { PaidOrder, PaymentRow } from '#main/usecases/payments/payment-rows.ts';
import { tellOrder } from '#main/usecases/payments/tell-order.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/**
 * Stores a genuine callback and what follows from it, in the caller's transaction: its payment, the entry in the order's
 * timeline, a hold where it does not fit the order, and the question to the provider. Before its order is here, it waits.
 * @returns whether it told nothing new
 */
export function takeNotice(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  account: AccountRow,
  notice: PaymentNotice,
  packed: PackedPaymentMessage,
): boolean {
  if (countIfDelivered(tx, packed)) return true;
  const atMs = context.clock.nowMs();
  const before = findPayment(tx, account.id, notice.outTradeNo);
  const payment = before ?? insertPayment(tx, context, account, notice, atMs);
  const isRepeated = wasTold(tx, payment.id, notice.vendorState, notice.tradeNumber);
  storePaymentMessage(tx, context.ids.next(), payment.id, packed, isRepeated ? 'duplicate' : 'taken');
  tx.changed('payments');
  if (isRepeated) return true;
  const isSettled = payment.state === 'confirmed' || payment.state === 'repaired';
  if (before && notice.kind === 'payment' && !isSettled) updateClaim(tx, payment.id, notice, atMs);
  const order = payment.order_id === null ? undefined : readPaidOrder(tx, payment.order_id);
  if (!order) return false;
  tellOrder(tx, act, atMs, order, notice, isSettled ? payment.trade_number : null);
  const asksNow = notice.kind === 'payment' && notice.state === 'paid' && !isSettled && payment.state !== 'asking';
  if (asksNow) beginAsking(tx, context.ids, atMs, payment.id, order.id);
  return false;
}

/** A later callback of a payment that is not settled says what its present state is. */
function updateClaim(tx: WriteTx, paymentId: string, notice: PaymentNotice, atMs: number): void {
  tx.prepare<(string | number | null)[]>(
    'UPDATE payments SET trade_number = ?, vendor_state = ?, amount_minor = ?, currency = ?, merchant = ?, paid_at_ms = ?, updated_at_ms = ? WHERE id = ?',
  ).run(
    notice.tradeNumber,
    notice.vendorState,
    notice.amountMinor,
    notice.currency,
    notice.merchant,
    notice.paidAtMs,
    atMs,
    paymentId,
  );
}

function insertPayment(
  tx: WriteTx,
  context: UseCaseContext,
  account: AccountRow,
  notice: PaymentNotice,
  atMs: number,
): PaymentRow {
  const orderNumber = orderNumberIn(account.number_pattern, notice.outTradeNo) ?? '';
  const orders = orderNumber === '' ? [] : ordersOfNumber(tx, account.shop_id, orderNumber);
  const order = chooseOrder(orders);
  const id = context.ids.next();
  tx.prepare<(string | number | null)[]>(
    `INSERT INTO payments (id, account_id, out_trade_no, order_number, order_id, trade_number, vendor_state, amount_minor, currency, merchant, state, round, paid_at_ms, created_at_ms, updated_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)`,
  ).run(
    id,
    account.id,
    notice.outTradeNo,
    orderNumber,
    order?.id ?? null,
    notice.tradeNumber,
    notice.vendorState,
    notice.amountMinor,
    notice.currency,
    notice.merchant,
    order ? 'noticed' : 'waiting_order',
    notice.paidAtMs,
    atMs,
    atMs,
  );
  if (orders.length > 1 && !order)
    setParked(tx, atMs, id, {
      code: 'ERR_PAYMENT_ORDER_AMBIGUOUS',
      data: { number: orderNumber, count: orders.length },
    });
  const row = findPayment(tx, account.id, notice.outTradeNo);
  if (!row) throw new TypeError('a payment that was just stored is not there');
  return row;
}

/** Of several orders with one number, the one that waits for its payment. */
function chooseOrder(orders: readonly PaidOrder[]): PaidOrder | null {
  if (orders.length === 1) return orders[0] ?? null;
  const awaiting = orders.filter((order) => order.payment === 'awaited' && order.fulfilment !== 'cancelled');
  return awaiting.length === 1 ? (awaiting[0] ?? null) : null;
}
