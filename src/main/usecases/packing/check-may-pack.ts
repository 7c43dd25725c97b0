import type { ReadDb } from '#main/db/handles.ts';
import { isSealed } from '#main/usecases/orders/sealed-recipient.ts';
import { orderState } from '#main/usecases/packing/parcel-rows.ts';
import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * Refuses an order that must not go on. Asked when it is opened, at every scan, before the waybill and right before the
 * label, so that a cancellation or refund that arrives meanwhile stops the parcel loudly.
 * @throws AppError ERR_ORDER_CANCELLED, ERR_ORDER_NOT_PAID, ERR_ORDER_RECIPIENT_SEALED, ERR_ORDER_ON_HOLD, ERR_PACKING_ALREADY_SHIPPED
 */
export function checkMayPack(db: ReadDb, orderId: string): void {
  const [first] = packingStops(db, orderId);
  if (first) throw new AppError(first.code, first.data);
}

/** Everything that forbids packing an order, the gravest first; its holds come one by one, oldest first. */
export function packingStops(db: ReadDb, orderId: string): Problem[] {
  const order = orderState(db, orderId);
  const data = { number: order.display_number };
  const stops: Problem[] = [];
  if (order.fulfilment === 'cancelled') stops.push({ code: 'ERR_ORDER_CANCELLED', data });
  if (order.fulfilment === 'shipped' || order.fulfilment === 'delivered' || order.fulfilment === 'completed')
    stops.push({ code: 'ERR_PACKING_ALREADY_SHIPPED', data });
  if (order.payment !== 'paid' && order.payment !== 'partially_refunded')
    stops.push({ code: 'ERR_ORDER_NOT_PAID', data: { ...data, payment: order.payment } });
  if (isSealed(db, orderId)) stops.push({ code: 'ERR_ORDER_RECIPIENT_SEALED', data });
  if (order.hold_count === 0) return stops;
  const holds = db
    .prepare<[string], { kind: string; reason_code: string }>(
      'SELECT kind, reason_code FROM order_holds WHERE order_id = ? ORDER BY placed_at_ms',
    )
    .all(orderId);
  for (const hold of holds)
    stops.push({ code: 'ERR_ORDER_ON_HOLD', data: { ...data, kind: hold.kind, reasonCode: hold.reason_code } });
  return stops;
}
