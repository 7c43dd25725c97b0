import { outTradeNoOf } from '#core/payments/number-pattern.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { cancelJobRow } from '#main/db/repos/jobs-repo.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { readAccountRow } from '#main/usecases/payments/open-account.ts';
import {
  CONFIRM_TOPIC,
  beginAsking,
  findPayment,
  refusePlatform,
  readPaidOrder,
  requirePayment,
} from '#main/usecases/payments/payment-rows.ts';
import type { PaymentServices } from '#main/usecases/payments/payment-services.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { JobId } from '#shared/model/ids.ts';

/** Asks the provider anew about a payment that is parked or was only noticed: three more questions. @throws AppError ERR_PAYMENT_* */
export function askAgain(context: UseCaseContext, act: Act, paymentId: string): void {
  context.db.transaction((tx) => {
    const payment = requirePayment(tx, paymentId);
    if (payment.state === 'confirmed' || payment.state === 'repaired')
      throw new AppError('ERR_PAYMENT_NOT_AWAITED', { number: payment.out_trade_no });
    if (payment.order_id === null)
      throw new AppError('ERR_PAYMENT_ORDER_AMBIGUOUS', { number: payment.order_number, count: 0 });
    restart(tx, context, act, payment.id, payment.order_id);
  });
}

/** Asks about an order whose callback never came. @returns the payment's id @throws AppError ERR_PAYMENT_* */
export function askForOrder(
  context: UseCaseContext,
  services: Pick<PaymentServices, 'collectsElsewhere'>,
  act: Act,
  orderId: string,
  accountId: string,
): string {
  return context.db.transaction((tx) => {
    const order = readPaidOrder(tx, orderId);
    if (!order) throw new AppError('ERR_ORDER_UNKNOWN', { orderId });
    if (order.payment !== 'awaited' || order.fulfilment === 'cancelled')
      throw new AppError('ERR_PAYMENT_NOT_AWAITED', { number: order.external_number });
    refusePlatform(services, order);
    const account = readAccountRow(tx, accountId);
    if (account.enabled !== 1) throw new AppError('ERR_PAYMENT_ACCOUNT_OFF', { account: account.name });
    const outTradeNo = outTradeNoOf(account.number_pattern, order.external_number);
    if (outTradeNo === null) throw new AppError('ERR_PAYMENT_ASK_IMPOSSIBLE', { account: account.name });
    const paymentId =
      findPayment(tx, accountId, outTradeNo)?.id ?? insertAsked(tx, context, accountId, outTradeNo, order);
    restart(tx, context, act, paymentId, orderId);
    return paymentId;
  });
}

/** Nothing was told: what the provider answers is compared with the order alone. */
function insertAsked(
  tx: WriteTx,
  context: UseCaseContext,
  accountId: string,
  outTradeNo: string,
  order: { readonly id: string; readonly external_number: string; readonly currency: string },
): string {
  const id = context.ids.next();
  const atMs = context.clock.nowMs();
  tx.prepare<(string | number | null)[]>(
    `INSERT INTO payments (id, account_id, out_trade_no, order_number, order_id, trade_number, vendor_state, amount_minor, currency, merchant, state, round, created_at_ms, updated_at_ms)
     VALUES (?, ?, ?, ?, ?, '', '', NULL, ?, '', 'noticed', 0, ?, ?)`,
  ).run(id, accountId, outTradeNo, order.external_number, order.id, order.currency, atMs, atMs);
  return id;
}

function restart(tx: WriteTx, context: UseCaseContext, act: Act, paymentId: string, orderId: string): void {
  const atMs = context.clock.nowMs();
  endJobs(tx, atMs, paymentId);
  beginAsking(tx, context.ids, atMs, paymentId, orderId);
  recordAudit(tx, { atMs, act, what: 'payment.ask', target: orderId });
}

/** Questions of an earlier round are not asked any more. */
export function endJobs(tx: WriteTx, atMs: number, paymentId: string): void {
  const jobs = tx
    .pluck<[string, string, string], JobId>(
      "SELECT id FROM jobs WHERE +topic = ? AND job_key >= ? AND job_key < ? AND +state IN ('waiting', 'parked')",
    )
    .all(CONFIRM_TOPIC, `payment:${paymentId}:`, `payment:${paymentId};`);
  for (const jobId of jobs) cancelJobRow(tx, jobId, atMs);
}

/** Accounts that can be asked about an order by its number alone. */
export function askableAccounts(db: ReadDb, orderId: string): { id: string; name: string }[] {
  return db
    .prepare<[string], { id: string; name: string; number_pattern: string }>(
      `SELECT a.id, a.name, a.number_pattern FROM orders o JOIN payment_accounts a ON a.enabled = 1 AND (a.shop_id IS NULL OR a.shop_id = o.shop_id)
       WHERE o.id = ? AND o.payment = 'awaited' AND o.fulfilment <> 'cancelled' ORDER BY a.created_at_ms`,
    )
    .all(orderId)
    .filter((account) => outTradeNoOf(account.number_pattern, 'x') !== null)
    .map(({ id, name }) => ({ id, name }));
}
