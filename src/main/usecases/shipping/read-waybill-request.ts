import type { ReadDb } from '#main/db/handles.ts';
import type { WaybillRequest } from '#main/plugins/carriers/carrier-connector.ts';
import { withoutEmoji } from '#core/shipping/without-emoji.ts';
import { readRecipient } from '#main/usecases/orders/read-recipient.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Recipient } from '#shared/model/order.ts';

/** Notes of buyers may be novels. */
const LONGEST_REMARK = 100;

/** A box that is still being filled: it will hold what its order asks for. */
export interface AheadOfPacking {
  readonly expectedG: number;
}

/**
 * What a carrier is asked for one weighed parcel, or ahead of packing for what it will be.
 * @throws AppError ERR_PACKING_WEIGHT_MISSING, ERR_ORDER_ADDRESS_INCOMPLETE
 */
export function readWaybillRequest(
  db: ReadDb,
  shipmentId: string,
  requestKey: string,
  serviceCode: string,
  sender: Recipient,
  ahead: AheadOfPacking | null = null,
): { request: WaybillRequest; orderId: string } {
  const shipment = db
    .prepare<[string], { order_id: string; weight_g: number | null; buyer_note: string }>(
      'SELECT s.order_id, s.weight_g, o.buyer_note FROM shipments s JOIN orders o ON o.id = s.order_id WHERE s.id = ?',
    )
    .get(shipmentId);
  const weightG = shipment?.weight_g ?? ahead?.expectedG;
  if (!shipment || weightG === undefined) throw new AppError('ERR_PACKING_WEIGHT_MISSING', { shipmentId });
  const recipient = plain(readRecipient(db, shipment.order_id));
  if (recipient.name === '' || recipient.phone === '')
    throw new AppError('ERR_ORDER_ADDRESS_INCOMPLETE', { orderId: shipment.order_id });
  const goods = goodsOf(db, shipmentId, ahead !== null);
  return {
    orderId: shipment.order_id,
    request: {
      requestKey,
      serviceCode,
      sender,
      recipient,
      weightG,
      parcelCount: 1,
      goods,
      remark: [...withoutEmoji(shipment.buyer_note)].slice(0, LONGEST_REMARK).join(''),
    },
  };
}

/** What lies in the box, or `due`: what its order still asks for. */
export function goodsOf(db: ReadDb, shipmentId: string, due: boolean): WaybillRequest['goods'] {
  return db
    .prepare<[string], { name: string; quantity: number }>(
      due
        ? `SELECT l.title AS name, l.quantity - l.cancelled_quantity - l.packed_quantity AS quantity FROM shipments s JOIN order_lines l ON l.order_id = s.order_id
           WHERE s.id = ? AND l.quantity - l.cancelled_quantity - l.packed_quantity > 0 ORDER BY l.position`
        : `SELECT l.title AS name, sl.quantity FROM shipment_lines sl JOIN order_lines l ON l.id = sl.order_line_id
           WHERE sl.shipment_id = ? AND sl.quantity > 0 ORDER BY l.position`,
    )
    .all(shipmentId)
    .map((item) => ({ ...item, name: withoutEmoji(item.name) }));
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
