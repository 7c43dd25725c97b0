import type { ScannedUnit } from '#core/scanning/read-scan.ts';
import type { ReadDb } from '#main/db/handles.ts';

export interface UnitsInBox extends ScannedUnit {
  readonly lineId: string;
  readonly skuCode: string;
  readonly quantity: number;
}

/** What lies in a box, as far as its codes told lot, expiry date or serial number; what was taken out again is left out. */
export function unitsInBox(db: ReadDb, shipmentId: string): UnitsInBox[] {
  return db
    .prepare<[string], UnitsInBox>(
      `SELECT p.order_line_id AS lineId, l.sku_code AS skuCode, p.lot, p.expiry, p.serial, SUM(p.quantity - p.undone_quantity) AS quantity
       FROM pack_scans p JOIN order_lines l ON l.id = p.order_line_id
       WHERE p.shipment_id = ? AND p.quantity > p.undone_quantity AND COALESCE(p.lot, p.expiry, p.serial) IS NOT NULL
       GROUP BY p.order_line_id, p.lot, p.expiry, p.serial ORDER BY MIN(p.seq)`,
    )
    .all(shipmentId);
}

/**
 * The parcel that a serial number of an article lies in or left in, this one before others: there is one unit of it in the
 * world. Parcels that were put back hold nothing.
 */
export function parcelOfSerial(
  db: ReadDb,
  shipmentId: string,
  code: string,
  serial: string,
): { readonly shipmentId: string; readonly orderNumber: string } | null {
  return (
    db
      .prepare<[string, string, string], { shipmentId: string; orderNumber: string }>(
        `SELECT s.id AS shipmentId, o.display_number AS orderNumber
         FROM pack_scans p JOIN shipments s ON s.id = p.shipment_id JOIN orders o ON o.id = s.order_id
         WHERE p.serial = ? AND p.code = ? AND p.order_line_id IS NOT NULL AND p.quantity > p.undone_quantity
           AND s.state <> 'cancelled'
         ORDER BY s.id = ? DESC, p.seq DESC LIMIT 1`,
      )
      .get(serial, code, shipmentId) ?? null
  );
}
