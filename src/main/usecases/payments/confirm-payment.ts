import { paymentDifference } from '#core/payments/compare-payment.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { PaymentFacts } from '#main/plugins/payments/payment-provider.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import type { Act } from '#main/usecases/actor.ts';
import { placeHold } from '#main/usecases/orders/holds.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { packPaymentMessage, storePaymentMessage } from '#main/usecases/payments/archive-payment-message.ts';
import { openAccount } from '#main/usecases/payments/open-account.ts';
import { MOST_ATTEMPTS, readPaidOrder, requirePayment, setParked } from '#main/usecases/payments/payment-rows.ts';
import type { PaidOrder, PaymentRow } from '#main/usecases/payments/payment-rows.ts';
import type { PaymentServices } from '#main/usecases/payments/payment-services.ts';
import { settlePaid } from '#main/usecases/payments/settle-paid.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';

export type ConfirmOutcome =
  | { readonly kind: 'settled' }
  | { readonly kind: 'again'; readonly afterMs: number; readonly problem: Problem }
  | { readonly kind: 'parked'; readonly problem: Problem };

/**
 * Asks the provider about one payment and, where its answer agrees with the callback and with the order, makes the order a paid
 * one. Each question is counted before it is sent, so that no crash makes a fourth of three.
 */
export async function confirmPayment(
  context: UseCaseContext,
  services: PaymentServices,
  act: Act,
  paymentId: string,
  signal: AbortSignal,
): Promise<ConfirmOutcome> {
  const begun = context.db.transaction((tx) => beginAttempt(tx, context, paymentId));
  if (begun === 'settled') return { kind: 'settled' };
  if (begun === 'used_up') {
    const problem: Problem = { code: 'ERR_HOST_BACKEND_STOPPED', data: {} };
    return context.db.transaction((tx) => park(tx, context, act, requirePayment(tx, paymentId), problem));
  }
  const asked = await askProvider(context, services, begun, signal);
  return context.db.transaction((tx) => {
    const payment = requirePayment(tx, paymentId);
    // Two persons settled it while the question was under way.
    if (payment.state !== 'asking') return { kind: 'settled' };
    return 'problem' in asked
      ? goOn(tx, context, act, payment, asked.problem, asked.isPassing)
      : judge(tx, context, services, act, payment, asked.facts);
  });
}

/** A payment that a person sent into the queue again begins anew. */
function beginAttempt(tx: WriteTx, context: UseCaseContext, paymentId: string): PaymentRow | 'settled' | 'used_up' {
  const payment = requirePayment(tx, paymentId);
  if (payment.state === 'confirmed' || payment.state === 'repaired' || payment.order_id === null) return 'settled';
  const attempts = payment.state === 'parked' ? 0 : payment.attempts;
  if (attempts >= MOST_ATTEMPTS) return 'used_up';
  tx.prepare<[number, number, string]>(
    "UPDATE payments SET state = 'asking', reason_json = NULL, attempts = ?, next_attempt_at_ms = NULL, updated_at_ms = ? WHERE id = ?",
  ).run(attempts + 1, context.clock.nowMs(), paymentId);
  tx.changed('payments');
  return requirePayment(tx, paymentId);
}

type Asked = { readonly facts: PaymentFacts } | { readonly problem: Problem; readonly isPassing: boolean };

async function askProvider(
  context: UseCaseContext,
  services: PaymentServices,
  payment: PaymentRow,
  signal: AbortSignal,
): Promise<Asked> {
  let answer: PluginResult<PaymentFacts | null>;
  try {
    const account = openAccount(context.read, services, payment.account_id);
    answer = await account.provider.queryPayment(account.context(signal), payment.out_trade_no);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { problem: { code: error.code, data: plain(error.data) }, isPassing: error.definition.retry === 'safe' };
  }
  if (!answer.ok) {
    const { code, vendorCode, vendorText, kind } = answer.failure;
    return {
      problem: { code, data: { vendorCode, vendorText } },
      isPassing: kind === 'retry' || kind === 'unknown_outcome',
    };
  }
  if (answer.value) return { facts: answer.value };
  return { problem: { code: 'ERR_PAYMENT_NOT_FOUND', data: { number: payment.out_trade_no } }, isPassing: true };
}

function judge(
  tx: WriteTx,
  context: UseCaseContext,
  services: PaymentServices,
  act: Act,
  payment: PaymentRow,
  facts: PaymentFacts,
): ConfirmOutcome {
  const order = payment.order_id === null ? undefined : readPaidOrder(tx, payment.order_id);
  if (!order) return { kind: 'settled' };
  if (facts.state !== 'paid') {
    archive(tx, context, payment, facts, 'unpaid');
    const problem: Problem = { code: 'ERR_PAYMENT_NOT_PAID', data: { state: facts.vendorState } };
    return goOn(tx, context, act, payment, problem, facts.state === 'awaited');
  }
  const difference = paymentDifference(facts, claimOf(payment), {
    totalMinor: order.total_minor,
    currency: order.currency,
  });
  archive(tx, context, payment, facts, difference ? 'differs' : 'agreed');
  if (difference) {
    placeHold(tx, act, context.clock.nowMs(), {
      orderId: order.id,
      kind: 'payment',
      reasonCode: difference.code,
      data: difference.data,
    });
    return park(tx, context, act, payment, { code: difference.code, data: { ...difference.data } });
  }
  if (!services.collectsElsewhere(order.channel_id))
    return park(tx, context, act, payment, {
      code: 'ERR_PAYMENT_BY_PLATFORM',
      data: { number: order.external_number },
    });
  if (order.fulfilment === 'cancelled' || order.payment === 'voided' || order.payment === 'refunded')
    return park(tx, context, act, payment, {
      code: 'ERR_PAYMENT_ORDER_ENDED',
      data: { number: order.external_number },
    });
  confirm(tx, context, act, payment, order, facts);
  return { kind: 'settled' };
}

const claimOf = (payment: PaymentRow) => ({
  outTradeNo: payment.out_trade_no,
  tradeNumber: payment.trade_number,
  amountMinor: payment.amount_minor,
  currency: payment.currency,
  merchant: payment.merchant,
});

/** Holds that an answer which agrees in everything takes away. */
const ANSWERED = [
  'ERR_PAYMENT_AMOUNT_DIFFERS',
  'ERR_PAYMENT_CURRENCY_DIFFERS',
  'ERR_PAYMENT_TRADE_DIFFERS',
  'ERR_PAYMENT_MERCHANT_WRONG',
];

function confirm(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  payment: PaymentRow,
  order: PaidOrder,
  facts: PaymentFacts,
): void {
  const atMs = context.clock.nowMs();
  const paidAtMs = facts.paidAtMs ?? payment.paid_at_ms ?? atMs;
  tx.prepare<(string | number | null)[]>(
    `UPDATE payments SET state = 'confirmed', reason_json = NULL, next_attempt_at_ms = NULL, trade_number = ?, vendor_state = ?, amount_minor = ?, currency = ?,
       paid_at_ms = ?, confirmed_at_ms = ?, updated_at_ms = ? WHERE id = ?`,
  ).run(facts.tradeNumber, facts.vendorState, facts.amountMinor, facts.currency, paidAtMs, atMs, atMs, payment.id);
  recordEvent(tx, {
    orderId: order.id,
    atMs,
    type: 'payment.confirmed',
    act,
    rule: null,
    data: { tradeNumber: facts.tradeNumber, amountMinor: facts.amountMinor, attempt: payment.attempts },
  });
  settlePaid(tx, act, atMs, { orderId: order.id, number: facts.tradeNumber, paidAtMs, answers: ANSWERED });
  tx.changed('payments');
}

/** Again after a while, or parked where no further question helps or all were asked. */
function goOn(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  payment: PaymentRow,
  problem: Problem,
  isPassing: boolean,
): ConfirmOutcome {
  if (!isPassing || payment.attempts >= MOST_ATTEMPTS) return park(tx, context, act, payment, problem);
  const atMs = context.clock.nowMs();
  const spacingMs = readSetting(context.read, 'paymentAttemptSpacingMs');
  const afterMs = payment.attempts === 1 ? spacingMs : 3 * spacingMs;
  tx.prepare<[string, number, number, string]>(
    'UPDATE payments SET reason_json = ?, next_attempt_at_ms = ?, updated_at_ms = ? WHERE id = ?',
  ).run(JSON.stringify(problem), atMs + afterMs, atMs, payment.id);
  tell(tx, atMs, act, payment, 'payment.asked', problem);
  tx.changed('payments');
  return { kind: 'again', afterMs, problem };
}

function park(tx: WriteTx, context: UseCaseContext, act: Act, payment: PaymentRow, problem: Problem): ConfirmOutcome {
  const atMs = context.clock.nowMs();
  setParked(tx, atMs, payment.id, problem);
  tell(tx, atMs, act, payment, 'payment.parked', problem);
  return { kind: 'parked', problem };
}

function tell(
  tx: WriteTx,
  atMs: number,
  act: Act,
  payment: PaymentRow,
  type: 'payment.asked' | 'payment.parked',
  problem: Problem,
): void {
  if (payment.order_id === null) return;
  const data = { code: problem.code, attempt: payment.attempts, ...problem.data };
  recordEvent(tx, { orderId: payment.order_id, atMs, type, act, rule: null, data });
}

function archive(
  tx: WriteTx,
  context: UseCaseContext,
  payment: PaymentRow,
  facts: PaymentFacts,
  verdict: 'agreed' | 'differs' | 'unpaid',
): void {
  const { raw, ...read } = facts;
  const packed = packPaymentMessage({
    accountId: payment.account_id,
    kind: 'query',
    topic: 'query',
    deliveryId: null,
    contentType: 'application/json',
    payload: raw,
    receivedAtMs: context.clock.nowMs(),
    facts: read,
  });
  storePaymentMessage(tx, context.ids.next(), payment.id, packed, verdict);
}

function plain(data: Readonly<Record<string, unknown>>): Problem['data'] {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
  );
}
