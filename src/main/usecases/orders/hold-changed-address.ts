import type { OrderDraft } from '#core/orders/order-draft.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { placeHold } from '#main/usecases/orders/holds.ts';
import { readRecipient } from '#main/usecases/orders/read-recipient.ts';
import { maskKey } from '#main/usecases/orders/sealed-recipient.ts';
import { RecipientField } from '#shared/model/order.ts';

/**
 * A waybill goes where its buyer lived when it was made. When the address changes afterwards, the order is held: somebody
 * puts the parcel back, or releases it to go to the former address. Called before the new facts are written. An address
 * that a platform only masks now is no other address, unless a person typed the former one in over another mask.
 */
export function holdChangedAddress(
  tx: WriteTx,
  act: Act,
  atMs: number,
  orderId: string,
  { recipient: present, recipientHandle }: Pick<OrderDraft, 'recipient' | 'recipientHandle'>,
): void {
  if (present.isMasked && !masksAnother(tx, orderId, maskKey(present, recipientHandle))) return;
  const waybill = tx
    .prepare<[string], { tracking_number: string | null }>(
      `SELECT w.tracking_number FROM shipments s JOIN waybills w ON w.shipment_id = s.id
       WHERE s.order_id = ? AND s.state IN ('open', 'packed', 'labelled') AND w.state IN ('requested', 'unknown', 'issued') LIMIT 1`,
    )
    .get(orderId);
  if (!waybill) return;
  const former = readRecipient(tx, orderId);
  const fields = RecipientField.options.filter((field) => former[field] !== present[field]);
  if (fields.length === 0) return;
  placeHold(tx, act, atMs, {
    orderId,
    kind: 'approval',
    reasonCode: 'address_changed',
    data: { trackingNumber: waybill.tracking_number ?? '', fields: fields.join(',') },
  });
}

function masksAnother(tx: WriteTx, orderId: string, mask: string | null): boolean {
  const over = tx
    .pluck<[string], string | null>('SELECT entered_over FROM order_recipients WHERE order_id = ?')
    .get(orderId);
  return typeof over === 'string' && over !== mask;
}
