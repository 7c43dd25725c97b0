import type { IdSource } from '#core/kernel/id-source.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { beginAsking, readPaidOrder } from '#main/usecases/payments/payment-rows.ts';
import { tellOrder } from '#main/usecases/payments/tell-order.ts';
import type { ToldPayment } from '#main/usecases/payments/tell-order.ts';

/**
 * Gives a new order the payments that came before it under any of its numbers, in the transaction that stores the order. Costs a look per number into an index
 * of what waits, which is nearly always empty.
 */
export function linkPayments(
  tx: WriteTx,
  ids: IdSource,
  act: Act,
  atMs: number,
  order: { readonly id: string; readonly shopId: string; readonly numbers: readonly string[] },
): void {
  const ofNumber = tx.pluck<[string, string], string>(
    `SELECT p.id FROM payments p JOIN payment_accounts a ON a.id = p.account_id
       WHERE p.order_number = ? AND p.state = 'waiting_order' AND (a.shop_id IS NULL OR a.shop_id = ?)`,
  );
  const waiting = order.numbers.flatMap((number) => ofNumber.all(number, order.shopId));
  for (const paymentId of new Set(waiting)) link(tx, ids, act, atMs, paymentId, order.id);
}

function link(tx: WriteTx, ids: IdSource, act: Act, atMs: number, paymentId: string, orderId: string): void {
  const order = readPaidOrder(tx, orderId);
  if (!order) return;
  tx.prepare<[string, number, string]>(
    "UPDATE payments SET state = 'noticed', order_id = ?, updated_at_ms = ? WHERE id = ?",
  ).run(orderId, atMs, paymentId);
  const told = tx
    .pluck<[string], string>(
      "SELECT facts_json FROM payment_messages WHERE payment_id = ? AND kind = 'callback' AND verdict = 'taken' ORDER BY received_at_ms, id",
    )
    .all(paymentId)
    .map((json) => JSON.parse(json) as ToldPayment);
  for (const notice of told) tellOrder(tx, act, atMs, order, notice, null);
  if (told.some((notice) => notice.kind === 'payment' && notice.state === 'paid'))
    beginAsking(tx, ids, atMs, paymentId, orderId);
  tx.changed('payments');
}
