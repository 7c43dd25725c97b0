import type { IdSource } from '#core/kernel/id-source.ts';
import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { PaymentServices } from '#main/usecases/payments/payment-services.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { PaymentConfirmState } from '#shared/contract/payments.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const CONFIRM_TOPIC = 'payment.confirm';
/** The first question and two more, spaced; then a person has to look. */
export const MOST_ATTEMPTS = 3;
/** Crashes between two questions must not use the job itself up: the payment's own row counts the questions. */
const JOB_RUNS = 12;

export interface PaymentRow {
  readonly id: string;
  readonly account_id: string;
  readonly out_trade_no: string;
  readonly order_number: string;
  readonly order_id: string | null;
  readonly trade_number: string;
  readonly vendor_state: string;
  readonly amount_minor: number | null;
  readonly currency: string;
  readonly merchant: string;
  readonly state: PaymentConfirmState;
  readonly reason_json: string | null;
  readonly attempts: number;
  readonly round: number;
  readonly next_attempt_at_ms: number | null;
  readonly paid_at_ms: number | null;
  readonly confirmed_at_ms: number | null;
  readonly created_at_ms: number;
  readonly updated_at_ms: number;
}

/** @throws AppError ERR_PAYMENT_UNKNOWN */
export function requirePayment(db: ReadDb, paymentId: string): PaymentRow {
  const row = db.prepare<[string], PaymentRow>('SELECT * FROM payments WHERE id = ?').get(paymentId);
  if (!row) throw new AppError('ERR_PAYMENT_UNKNOWN', { payment: paymentId });
  return row;
}

export function findPayment(db: ReadDb, accountId: string, outTradeNo: string): PaymentRow | undefined {
  return db
    .prepare<[string, string], PaymentRow>('SELECT * FROM payments WHERE account_id = ? AND out_trade_no = ?')
    .get(accountId, outTradeNo);
}

export interface PaidOrder {
  readonly id: string;
  readonly payment: string;
  readonly fulfilment: string;
  readonly total_minor: number;
  readonly currency: string;
  readonly external_number: string;
  readonly channel_id: string;
}

export function readPaidOrder(db: ReadDb, orderId: string): PaidOrder | undefined {
  return db
    .prepare<[string], PaidOrder>(
      'SELECT o.id, o.payment, o.fulfilment, o.total_minor, o.currency, o.external_number, s.channel_id FROM orders o JOIN shops s ON s.id = o.shop_id WHERE o.id = ?',
    )
    .get(orderId);
}

/** Orders that a payment's number can mean: of the account's shop, or of any where the account serves all. */
export function ordersOfNumber(db: ReadDb, shopId: string | null, number: string): PaidOrder[] {
  return db
    .prepare<[string, string | null, string | null], PaidOrder>(
      `SELECT DISTINCT o.id, o.payment, o.fulfilment, o.total_minor, o.currency, o.external_number, s.channel_id FROM external_ids x JOIN orders o ON o.id = x.order_id JOIN shops s ON s.id = o.shop_id
       WHERE x.value = ? AND x.kind IN ('order', 'display') AND (? IS NULL OR o.shop_id = ?)`,
    )
    .all(number, shopId, shopId);
}

/** What is paid at a platform only the platform can say. @throws AppError ERR_PAYMENT_BY_PLATFORM */
export function refusePlatform(services: Pick<PaymentServices, 'collectsElsewhere'>, order: PaidOrder): void {
  if (!services.collectsElsewhere(order.channel_id))
    throw new AppError('ERR_PAYMENT_BY_PLATFORM', { number: order.external_number });
}

/** Begins a round of questions in the caller's transaction: the first at once. */
export function beginAsking(tx: WriteTx, ids: IdSource, atMs: number, paymentId: string, orderId: string): void {
  tx.prepare<[string, number, number, string]>(
    `UPDATE payments SET state = 'asking', order_id = ?, reason_json = NULL, attempts = 0, round = round + 1, next_attempt_at_ms = ?, updated_at_ms = ? WHERE id = ?`,
  ).run(orderId, atMs, atMs, paymentId);
  const round = tx.pluck<[string], number>('SELECT round FROM payments WHERE id = ?').get(paymentId);
  enqueueJob(
    tx,
    { ids, clock: { nowMs: () => atMs } },
    {
      topic: CONFIRM_TOPIC,
      key: `payment:${paymentId}:${round}`,
      payload: { paymentId },
      orderId,
      maxAttempts: JOB_RUNS,
    },
  );
  tx.changed('payments');
}

/** Stops asking; a person has to look. */
export function setParked(tx: WriteTx, atMs: number, paymentId: string, reason: Problem): void {
  tx.prepare<[string, number, string]>(
    `UPDATE payments SET state = 'parked', reason_json = ?, next_attempt_at_ms = NULL, updated_at_ms = ? WHERE id = ?`,
  ).run(JSON.stringify(reason), atMs, paymentId);
  tx.changed('payments');
}
