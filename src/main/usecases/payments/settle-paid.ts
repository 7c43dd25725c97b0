import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { holdUntilChecked } from '#main/usecases/customs/desk/hold-until-checked.ts';
import { placeHold, releaseHold } from '#main/usecases/orders/holds.ts';
import { moveOrder } from '#main/usecases/orders/move-order.ts';
import { readRecipient } from '#main/usecases/orders/read-recipient.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { settleStock } from '#main/usecases/orders/settle-order.ts';
import { isIncomplete } from '#main/usecases/orders/wanted-holds.ts';
import { readPaidOrder } from '#main/usecases/payments/payment-rows.ts';
import type { FulfilmentState } from '#shared/model/order.ts';

export interface Settlement {
  readonly orderId: string;
  /** The provider's number, or the reference that two persons vouch for. */
  readonly number: string;
  readonly paidAtMs: number;
  /** Holds that this answers; others stay for a person. */
  readonly answers: readonly string[];
}

/**
 * Makes an order that waited for its payment a paid one, with all that follows for a paid order: its number finds it, stock is
 * reserved, an address that no label could use and customs hold it. An order that is paid already only gets the number.
 */
export function settlePaid(tx: WriteTx, act: Act, atMs: number, settlement: Settlement): void {
  const { orderId, number, paidAtMs } = settlement;
  const before = readPaidOrder(tx, orderId);
  if (!before) return;
  if (number !== '')
    tx.prepare<[string, string]>(
      "INSERT INTO external_ids (value, kind, order_id) VALUES (?, 'payment', ?) ON CONFLICT DO NOTHING",
    ).run(number, orderId);
  for (const reasonCode of settlement.answers)
    releaseHold(tx, act, atMs, { orderId, kind: 'payment', reasonCode, reason: 'payment.confirmed' });
  if (before.payment !== 'awaited') return;
  tx.prepare<[number, string]>('UPDATE orders SET paid_at_ms = COALESCE(paid_at_ms, ?) WHERE id = ?').run(
    paidAtMs,
    orderId,
  );
  moveOrder(tx, atMs, orderId, { payment: 'paid' });
  recordEvent(tx, { orderId, atMs, type: 'order.paid', act, rule: null, data: { paidAtMs } });
  const recipient = readRecipient(tx, orderId);
  if (isIncomplete(recipient))
    placeHold(tx, act, atMs, { orderId, kind: 'address', reasonCode: 'incomplete', data: {} });
  settleStock(tx, act, atMs, orderId, 'paid');
  const now = tx
    .prepare<[string], { shop_id: string; fulfilment: FulfilmentState }>(
      'SELECT shop_id, fulfilment FROM orders WHERE id = ?',
    )
    .get(orderId);
  if (now)
    holdUntilChecked(tx, act, atMs, {
      id: orderId,
      shopId: now.shop_id,
      country: recipient.country,
      fulfilment: now.fulfilment,
    });
}
