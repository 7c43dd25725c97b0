import { hasEnded } from '#core/orders/has-ended.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { holdChangedAddress } from '#main/usecases/orders/hold-changed-address.ts';
import { readRecipient } from '#main/usecases/orders/read-recipient.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { maskKey } from '#main/usecases/orders/sealed-recipient.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { EnteredRecipient } from '#shared/contract/orders.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { FulfilmentState } from '#shared/model/order.ts';

interface Row {
  readonly display_number: string;
  readonly fulfilment: FulfilmentState;
  readonly recipient_handle: string | null;
  readonly entered_over: string | null;
}

/**
 * Takes the recipient that a person typed in where the platform only masks it. It stands until the platform's mask changes, which is
 * another address, or the platform tells the data itself.
 * @throws AppError ERR_ORDER_UNKNOWN, ERR_ORDER_TRANSITION for an order that has left or was cancelled, ERR_ORDER_RECIPIENT_TOLD
 */
export function enterRecipient(context: UseCaseContext, act: Act, orderId: string, entered: EnteredRecipient): void {
  context.db.transaction((tx) => {
    const former = readRecipient(tx, orderId);
    const order = requireRow(tx, orderId);
    if (hasEnded(order.fulfilment))
      throw new AppError('ERR_ORDER_TRANSITION', { orderId, from: order.fulfilment, to: 'packing' });
    const over = maskKey(former, order.recipient_handle) ?? order.entered_over;
    if (over === null) throw new AppError('ERR_ORDER_RECIPIENT_TOLD', { number: order.display_number });
    const atMs = context.clock.nowMs();
    const recipient = { ...entered, country: former.country, isMasked: false };
    holdChangedAddress(tx, act, atMs, orderId, { recipient, recipientHandle: null });
    const { name, phone, province, city, district, town, street, postcode } = entered;
    tx.prepare<string[]>(
      `UPDATE order_recipients SET name = ?, phone = ?, province = ?, city = ?, district = ?, town = ?, street = ?, postcode = ?, is_masked = 0, entered_over = ?
       WHERE order_id = ?`,
    ).run(name, phone, province, city, district, town, street, postcode, over, orderId);
    recordEvent(tx, { orderId, atMs, type: 'order.recipient_entered', act, rule: null, data: {} });
    recordAudit(tx, { atMs, act, what: 'order.enter_recipient', target: orderId });
    tx.changed('orders');
  });
}

function requireRow(tx: WriteTx, orderId: string): Row {
  const row = tx
    .prepare<[string], Row>(
      `SELECT o.display_number, o.fulfilment, o.recipient_handle, r.entered_over FROM orders o JOIN order_recipients r ON r.order_id = o.id WHERE o.id = ?`,
    )
    .get(orderId);
  if (!row) throw new AppError('ERR_ORDER_UNKNOWN', { orderId });
  return row;
}
