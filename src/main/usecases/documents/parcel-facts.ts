import { maskName, maskPhone, maskStreet } from '#core/kernel/mask.ts';
import { addressLine } from '#core/shipping/address-line.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { DocumentWorld } from '#main/usecases/documents/document-kind.ts';
import { readRecipient } from '#main/usecases/orders/read-recipient.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { ShipmentId } from '#shared/model/ids.ts';
import type { Recipient } from '#shared/model/order.ts';

export interface ParcelFacts {
  readonly shipmentId: string;
  readonly orderId: string;
  readonly shopId: string;
  readonly warehouseId: string;
  readonly orderNumber: string;
  readonly parcelNumber: number;
  readonly weightG: number | null;
}

interface ParcelRow {
  readonly order_id: string;
  readonly state: string;
  readonly parcel_number: number;
  readonly weight_g: number | null;
  readonly shop_id: string;
  readonly warehouse_id: string;
  readonly display_number: string;
}

/**
 * A box that is closed: what stands on its labels does not change any more.
 * @throws AppError ERR_DOCUMENT_PARCEL_STATE for a box that is still open, was put back, or never was
 */
export function readClosedParcel(db: ReadDb, shipmentId: string): ParcelFacts {
  const row = db
    .prepare<[string], ParcelRow>(
      `SELECT s.order_id, s.state, s.parcel_number, s.weight_g, o.shop_id, o.warehouse_id, o.display_number
       FROM shipments s JOIN orders o ON o.id = s.order_id WHERE s.id = ?`,
    )
    .get(shipmentId);
  if (!row || row.state === 'open' || row.state === 'cancelled')
    throw new AppError('ERR_DOCUMENT_PARCEL_STATE', { number: row?.display_number ?? '', state: row?.state ?? 'none' });
  return {
    shipmentId,
    orderId: row.order_id,
    shopId: row.shop_id,
    warehouseId: row.warehouse_id,
    orderNumber: row.display_number,
    parcelNumber: row.parcel_number,
    weightG: row.weight_g,
  };
}

/** Boxes of an order that are closed and were not put back, in their order. */
export function closedParcelsOf(db: ReadDb, orderId: string): ShipmentId[] {
  return db
    .pluck<[string], string>(
      "SELECT id FROM shipments WHERE order_id = ? AND state NOT IN ('open', 'cancelled') ORDER BY parcel_number",
    )
    .all(orderId)
    .map((id) => ShipmentId.parse(id));
}

/** What lies in a box. */
export function parcelGoods(
  db: ReadDb,
  shipmentId: string,
): readonly {
  readonly skuId: string | null;
  readonly skuCode: string;
  readonly title: string;
  readonly quantity: number;
}[] {
  return db
    .prepare<[string], { skuId: string | null; skuCode: string; title: string; quantity: number }>(
      `SELECT l.sku_id AS skuId, l.sku_code AS skuCode, trim(l.title || ' ' || l.variant) AS title, sl.quantity
       FROM shipment_lines sl JOIN order_lines l ON l.id = sl.order_line_id WHERE sl.shipment_id = ? AND sl.quantity > 0 ORDER BY l.position`,
    )
    .all(shipmentId);
}

/** Where a box goes: what its waybill says, else what its order says. */
export function parcelRecipient(db: ReadDb, world: DocumentWorld, parcel: ParcelFacts): Recipient {
  const asked = db
    .pluck<[string], string>(
      "SELECT request_json FROM waybills WHERE shipment_id = ? AND state = 'issued' ORDER BY requested_at_ms DESC LIMIT 1",
    )
    .get(parcel.shipmentId);
  const recipient =
    asked === undefined
      ? readRecipient(db, parcel.orderId)
      : (JSON.parse(asked) as { readonly recipient: Recipient }).recipient;
  return concealed(world, recipient);
}

/** Masked where somebody only looks. */
export function concealed(world: DocumentWorld, recipient: Recipient): Recipient {
  if (!world.isConcealed || recipient.isMasked) return recipient;
  const { name, phone, street } = recipient;
  return { ...recipient, name: maskName(name), phone: maskPhone(phone), street: maskStreet(street) };
}

/** Name and address as labels want them. */
export function party(recipient: Recipient): {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
} {
  return { name: recipient.name, phone: recipient.phone, address: addressLine(recipient) };
}
