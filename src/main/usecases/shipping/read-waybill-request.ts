import type { ReadDb } from '#main/db/handles.ts';
import type { WaybillRequest } from '#main/plugins/carriers/carrier-connector.ts';
import { withoutEmoji } from '#core/shipping/without-emoji.ts';
import { readRecipient } from '#main/usecases/orders/read-recipient.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Recipient } from '#shared/model/order.ts';

/** Notes of buyers may be novels. */
const LONGEST_REMARK = 100;

/**
 * What a carrier is asked for one weighed parcel.
 * @throws AppError ERR_PACKING_WEIGHT_MISSING, ERR_ORDER_ADDRESS_INCOMPLETE
 */
export function readWaybillRequest(
  db: ReadDb,
  shipmentId: string,
  requestKey: string,
  serviceCode: string,
  sender: Recipient,
): { request: WaybillRequest; orderId: string } {
  const shipment = db
    .prepare<[string], { order_id: string; weight_g: number | null; buyer_note: string }>(
      'SELECT s.order_id, s.weight_g, o.buyer_note FROM shipments s JOIN orders o ON o.id = s.order_id WHERE s.id = ?',
    )
    .get(shipmentId);
  if (!shipment || shipment.weight_g === null) throw new AppError('ERR_PACKING_WEIGHT_MISSING', { shipmentId });
  const recipient = plain(readRecipient(db, shipment.order_id));
  if (recipient.name === '' || recipient.phone === '')
    throw new AppError('ERR_ORDER_ADDRESS_INCOMPLETE', { orderId: shipment.order_id });
  const goods = db
    .prepare<[string], { name: string; quantity: number }>(
      'SELECT l.title AS name, sl.quantity FROM shipment_lines sl JOIN order_lines l ON l.id = sl.order_line_id WHERE sl.shipment_id = ? ORDER BY l.position',
    )
    .all(shipmentId);
  return {
    orderId: shipment.order_id,
    request: {
      requestKey,
      serviceCode,
      sender,
      recipient,
      weightG: shipment.weight_g,
      parcelCount: 1,
      goods: goods.map((item) => ({ ...item, name: withoutEmoji(item.name) })),
      remark: [...withoutEmoji(shipment.buyer_note)].slice(0, LONGEST_REMARK).join(''),
    },
  };
}

/** As it can stand on a label; the order itself keeps what its buyer wrote. */
function plain(recipient: Recipient): Recipient {
  return {
    ...recipient,
    name: withoutEmoji(recipient.name),
    town: withoutEmoji(recipient.town),
    street: withoutEmoji(recipient.street),
  };
}
