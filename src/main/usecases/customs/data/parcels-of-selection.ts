import type { ReadDb } from '#main/db/handles.ts';
import { closedParcelsOf } from '#main/usecases/documents/parcel-facts.ts';
import { zonedDay } from '#main/usecases/customs/data/zoned-day.ts';
import type { ExportSelection } from '#shared/contract/customs-data.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface SelectedParcel {
  readonly orderId: string;
  readonly shipmentId: string | null;
  readonly orderNumber: string;
  readonly trackingNumber: string;
  readonly destination: string;
}

/** More than any store sends a day; a file beyond this is refused by those who read it. */
const MOST = 5_000;

/**
 * The parcels that are meant: every closed box of the orders, or the order itself where it has none yet; or all boxes that
 * were closed on a day of the warehouse and leave China.
 * @throws AppError ERR_CUSTOMS_EXPORT_EMPTY, ERR_CUSTOMS_EXPORT_TOO_MANY
 */
export function parcelsOfSelection(db: ReadDb, selection: ExportSelection, zone: string): SelectedParcel[] {
  const keys =
    selection.kind === 'orders'
      ? [...new Set(selection.orderIds)].flatMap((orderId) => parcelsOf(db, orderId))
      : parcelsOfDay(db, selection, zone);
  if (keys.length === 0) throw new AppError('ERR_CUSTOMS_EXPORT_EMPTY', {});
  if (keys.length > MOST) throw new AppError('ERR_CUSTOMS_EXPORT_TOO_MANY', { count: keys.length, most: MOST });
  const order = db.prepare<[string], { display_number: string; country: string | null }>(
    'SELECT o.display_number, r.country FROM orders o LEFT JOIN order_recipients r ON r.order_id = o.id WHERE o.id = ?',
  );
  const waybill = db.pluck<[string], string>(
    "SELECT tracking_number FROM waybills WHERE shipment_id = ? AND state = 'issued' AND tracking_number IS NOT NULL ORDER BY issued_at_ms DESC LIMIT 1",
  );
  return keys.map(({ orderId, shipmentId }) => {
    const row = order.get(orderId);
    if (!row) throw new AppError('ERR_ORDER_UNKNOWN', { orderId });
    return {
      orderId,
      shipmentId,
      orderNumber: row.display_number,
      trackingNumber: shipmentId === null ? '' : (waybill.get(shipmentId) ?? ''),
      destination: row.country ?? '',
    };
  });
}

function parcelsOf(db: ReadDb, orderId: string): { orderId: string; shipmentId: string | null }[] {
  const boxes = closedParcelsOf(db, orderId);
  return boxes.length === 0
    ? [{ orderId, shipmentId: null }]
    : boxes.map((shipmentId) => ({ orderId, shipmentId: String(shipmentId) }));
}

function parcelsOfDay(
  db: ReadDb,
  { day, shopId }: Extract<ExportSelection, { kind: 'day' }>,
  zone: string,
): { orderId: string; shipmentId: string | null }[] {
  const { fromMs, toMs } = zonedDay(day, zone);
  return db
    .prepare<[number, number, string | null, string | null, number], { orderId: string; shipmentId: string }>(
      `SELECT s.order_id AS orderId, s.id AS shipmentId FROM shipments s JOIN orders o ON o.id = s.order_id
       JOIN order_recipients r ON r.order_id = o.id
       WHERE s.packed_at_ms >= ? AND s.packed_at_ms < ? AND s.state NOT IN ('open', 'cancelled') AND r.country NOT IN ('', 'CN')
         AND (? IS NULL OR o.shop_id = ?) ORDER BY s.packed_at_ms, s.id LIMIT ?`,
    )
    .all(fromMs, toMs, shopId, shopId, MOST + 1);
}
