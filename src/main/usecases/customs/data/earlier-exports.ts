import type { ReadDb } from '#main/db/handles.ts';
import type { SelectedParcel } from '#main/usecases/customs/data/parcels-of-selection.ts';
import type { CustomsFormatFamily } from '#shared/model/customs-data.ts';

export interface EarlierExport {
  readonly number: string;
  readonly atMs: number;
  readonly madeBy: string;
}

/** A tracking number counts once per carrier in this time (customs.md 8.3: unique for 6 months). */
const TRACKING_MS = 183 * 86_400_000;

/** The last file of this family that holds the parcel; null: it never left. An order that left whole counts for its boxes too. */
export function earlierExport(
  db: ReadDb,
  { orderId, shipmentId }: Pick<SelectedParcel, 'orderId' | 'shipmentId'>,
  family: CustomsFormatFamily,
): EarlierExport | null {
  return (
    db
      .prepare<[string, string, string, string], EarlierExport>(
        `SELECT e.number, e.made_at_ms AS atMs, e.made_by AS madeBy FROM customs_export_orders x JOIN customs_exports e ON e.id = x.export_id
         WHERE x.order_id = ? AND x.family = ? AND x.state = 'in_file' AND e.state = 'made' AND (x.shipment_id IN (?, '') OR ? = '')
         ORDER BY e.made_at_ms DESC LIMIT 1`,
      )
      .get(orderId, family, shipmentId ?? '', shipmentId ?? '') ?? null
  );
}

/** The number of another order that this tracking number went out with lately; null: none. */
export function otherOrderOfTracking(
  db: ReadDb,
  parcel: { readonly orderId: string; readonly trackingNumber: string },
  family: CustomsFormatFamily,
  atMs: number,
): string | null {
  if (parcel.trackingNumber === '') return null;
  return (
    db
      .pluck<[string, string, string, number], string>(
        `SELECT o.display_number FROM customs_export_orders x JOIN customs_exports e ON e.id = x.export_id JOIN orders o ON o.id = x.order_id
         WHERE x.tracking_number = ? AND x.order_id <> ? AND x.family = ? AND x.state = 'in_file' AND e.state = 'made' AND e.made_at_ms > ? LIMIT 1`,
      )
      .get(parcel.trackingNumber, parcel.orderId, family, atMs - TRACKING_MS) ?? null
  );
}
