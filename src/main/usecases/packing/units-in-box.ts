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

/** Whether a serial number of an article lies in the box already: there is one unit of it in the world. */
export function isSerialInBox(db: ReadDb, shipmentId: string, code: string, serial: string): boolean {
  return (
    db
      .pluck<[string, string, string], number>(
        `SELECT 1 FROM pack_scans WHERE shipment_id = ? AND code = ? AND serial = ? AND order_line_id IS NOT NULL
           AND quantity > undone_quantity LIMIT 1`,
      )
      .get(shipmentId, code, serial) === 1
  );
}
