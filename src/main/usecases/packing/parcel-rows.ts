import type { ReadDb } from '#main/db/handles.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { AfterSalesState, FulfilmentState, PaymentState } from '#shared/model/order.ts';

export interface ParcelRow {
  readonly id: string;
  readonly order_id: string;
  readonly parcel_number: number;
  readonly state: 'open' | 'packed' | 'labelled' | 'shipped' | 'cancelled';
  readonly station_id: string;
  readonly weight_g: number | null;
  readonly weight_source: 'scale' | 'manual' | null;
  readonly expected_g: number | null;
  /** 1: closed with a part of its order on purpose; the rest stays open. */
  readonly is_partial: number;
}

export interface ParcelLineRow {
  readonly id: string;
  readonly sku_id: string | null;
  readonly sku_code: string;
  readonly title: string;
  readonly variant: string;
  /** Units that belong into this parcel: while it is open, all that are not in an earlier one; once closed or made a partial one, what went in. */
  readonly due: number;
  /** Units that the order asks for now and no earlier parcel holds, also where the closed box holds others. */
  readonly wanted: number;
  readonly scanned: number;
  readonly weight_g: number | null;
  /** Of one unit, from earlier parcels, where enough of them agree; with its standard deviation. */
  readonly learned_mg: number | null;
  readonly learned_spread_mg: number | null;
  readonly learned_count: number | null;
  readonly learned_method: 'own' | 'joint' | null;
  readonly location: string | null;
}

export interface OrderStateRow {
  readonly id: string;
  readonly display_number: string;
  readonly shop_id: string;
  readonly payment: PaymentState;
  readonly fulfilment: FulfilmentState;
  readonly after_sales: AfterSalesState;
  readonly hold_count: number;
}

/** The parcel that a station holds in its hands, or null. */
export function stationParcel(db: ReadDb, stationId: string): ParcelRow | null {
  const parcel = db
    .prepare<[string], ParcelRow>('SELECT s.* FROM stations t JOIN shipments s ON s.id = t.shipment_id WHERE t.id = ?')
    .get(stationId);
  return parcel && parcel.state !== 'cancelled' ? parcel : null;
}

/** @throws AppError ERR_PACKING_NO_SESSION */
export function requireParcel(db: ReadDb, stationId: string): ParcelRow {
  const parcel = stationParcel(db, stationId);
  if (!parcel) throw new AppError('ERR_PACKING_NO_SESSION', { stationId });
  return parcel;
}

/** Lines of a parcel's order with what is due and what was scanned into the box. */
export function parcelLines(db: ReadDb, parcel: { id: string; order_id: string }): ParcelLineRow[] {
  return db
    .prepare<[string, string], ParcelLineRow>(
      `SELECT l.id, l.sku_id, l.sku_code, l.title, l.variant, COALESCE(sl.quantity, 0) AS scanned, k.weight_g, k.location,
         w.weight_mg AS learned_mg, w.spread_mg AS learned_spread_mg, w.sample_count AS learned_count, w.method AS learned_method,
         MAX(0, l.quantity - l.cancelled_quantity - l.packed_quantity) AS wanted,
         CASE WHEN s.state = 'open' AND s.is_partial = 0 THEN MAX(0, l.quantity - l.cancelled_quantity - l.packed_quantity) ELSE COALESCE(sl.quantity, 0) END AS due
       FROM shipments s JOIN order_lines l ON l.order_id = s.order_id
       LEFT JOIN shipment_lines sl ON sl.order_line_id = l.id AND sl.shipment_id = s.id LEFT JOIN skus k ON k.id = l.sku_id
       LEFT JOIN learned_weights w ON w.kind = 'sku' AND w.item_id = l.sku_id AND w.state = 'learned' AND (w.method = 'own' OR k.weight_g IS NULL)
       WHERE s.id = ? AND s.order_id = ? ORDER BY l.position`,
    )
    .all(parcel.id, parcel.order_id);
}

/** @throws AppError ERR_ORDER_UNKNOWN */
export function orderState(db: ReadDb, orderId: string): OrderStateRow {
  const row = db
    .prepare<[string], OrderStateRow>(
      'SELECT id, display_number, shop_id, payment, fulfilment, after_sales, hold_count FROM orders WHERE id = ?',
    )
    .get(orderId);
  if (!row) throw new AppError('ERR_ORDER_UNKNOWN', { orderId });
  return row;
}
