import type { ReadDb } from '#main/db/handles.ts';
import type { Recipient } from '#shared/model/order.ts';

/**
 * An order `o` that is paid and still to be sent, whose recipient the platform gives only as a mask, an oaid or ciphertext. Carriers
 * are told names and streets (`WaybillRequest` has no place for a platform's handle), so no waybill can be made of it here, whatever
 * the platform; once one is held, a mask that comes later does no harm.
 */
export const IS_SEALED = `(o.payment IN ('paid', 'partially_refunded') AND o.fulfilment IN ('received', 'reserved', 'packing', 'packed', 'partially_shipped')
    AND EXISTS (SELECT 1 FROM order_recipients r WHERE r.order_id = o.id AND r.is_masked = 1)
    AND NOT EXISTS (SELECT 1 FROM shipments s JOIN waybills w ON w.shipment_id = s.id WHERE s.order_id = o.id AND s.state IN ('open', 'packed') AND w.state = 'issued'))`;

export function isSealed(db: ReadDb, orderId: string): boolean {
  return db.pluck<[string], number>(`SELECT ${IS_SEALED} FROM orders o WHERE o.id = ?`).get(orderId) === 1;
}

/**
 * Tells two masks apart: what a platform shows of one address stays the same each time. Where it shows nothing but stars, its handle
 * for the address does instead; other platforms may make that anew each time. Null for a recipient in clear.
 */
export function maskKey(
  { isMasked, name, phone, province, city, district, town, street }: Recipient,
  handle: string | null,
): string | null {
  if (!isMasked) return null;
  const showsSomething = /[^*]/.test(name + phone + street);
  const parts = [name, phone, province, city, district, town, street];
  return [...parts, ...(showsSomething || handle === null ? [] : [handle])].join('\t');
}
