import type {
  StockEvidence,
  StoredLine,
  StoredOrder,
  StoredParcel,
  StoredPrint,
  StoredWaybill,
} from '#main/app/cli/demo/demo-evidence.ts';
import type { ReadDb } from '#main/db/handles.ts';

type OrderRow = Pick<StoredOrder, 'id' | 'shopId' | 'externalNumber' | 'displayNumber' | 'status' | 'payment'> &
  Pick<StoredOrder, 'fulfilment' | 'currency' | 'totalMinor'>;

type ParcelRow = Pick<StoredParcel, 'id' | 'state' | 'weightG' | 'expectedG' | 'weightSource'> & {
  readonly overrideJson: string | null;
};

/** Every order with lines, parcels, waybills and prints, as the database has them. */
export function readStoredOrders(db: ReadDb): StoredOrder[] {
  const orders = db.prepare<[], OrderRow>(
    `SELECT id, shop_id AS shopId, external_number AS externalNumber, display_number AS displayNumber, status, payment,
       fulfilment, currency, total_minor AS totalMinor FROM orders ORDER BY placed_at_ms, id`,
  );
  const lines = db.prepare<[string], StoredLine>(
    `SELECT external_line_id AS externalLineId, sku_id AS skuId, sku_code AS skuCode, quantity,
       cancelled_quantity AS cancelledQuantity, reserved_quantity AS reservedQuantity, paid_minor AS paidMinor
     FROM order_lines WHERE order_id = ? ORDER BY position`,
  );
  const holds = db.pluck<[string], string>("SELECT kind || ':' || reason_code FROM order_holds WHERE order_id = ?");
  const events = db.prepare<[string], { type: string; atMs: number }>(
    'SELECT type, MAX(at_ms) AS atMs FROM order_events WHERE order_id = ? GROUP BY type',
  );
  return orders.all().map((order) => ({
    ...order,
    lines: lines.all(order.id),
    holds: holds.all(order.id),
    parcels: readParcels(db, order.id),
    eventAtMs: Object.fromEntries(events.all(order.id).map(({ type, atMs }) => [type, atMs])),
  }));
}

function readParcels(db: ReadDb, orderId: string): StoredParcel[] {
  const parcels = db.prepare<[string], ParcelRow>(
    `SELECT id, state, weight_g AS weightG, expected_g AS expectedG, weight_source AS weightSource,
       override_json AS overrideJson FROM shipments WHERE order_id = ? ORDER BY parcel_number`,
  );
  const scans = db.prepare<[string], { line: string; units: number }>(
    `SELECT l.external_line_id AS line, s.quantity AS units FROM shipment_lines s
     JOIN order_lines l ON l.id = s.order_line_id WHERE s.shipment_id = ?`,
  );
  const waybills = db.prepare<[string], StoredWaybill>(
    'SELECT request_key AS requestKey, state, tracking_number AS trackingNumber FROM waybills WHERE shipment_id = ?',
  );
  const prints = db.prepare<[string], StoredPrint>(
    `SELECT label_key AS labelKey, print_number AS printNumber, state, proof, reason FROM print_jobs
     WHERE shipment_id = ? AND kind = 'waybill' ORDER BY print_number`,
  );
  return parcels.all(orderId).map(({ overrideJson, ...parcel }) => ({
    ...parcel,
    isOverridden: overrideJson !== null,
    scannedUnits: Object.fromEntries(scans.all(parcel.id).map(({ line, units }) => [line, units])),
    waybills: waybills.all(parcel.id),
    prints: prints.all(parcel.id),
  }));
}

/** Levels and the ledger that they should be the sum of. */
export function readStockEvidence(db: ReadDb): StockEvidence {
  return {
    levels: db
      .prepare<[], StockEvidence['levels'][number]>(
        'SELECT sku_id AS skuId, on_hand AS onHand, reserved FROM stock_levels',
      )
      .all(),
    movements: db
      .prepare<[], StockEvidence['movements'][number]>(
        `SELECT seq, sku_id AS skuId, kind, on_hand_delta AS onHandDelta, reserved_delta AS reservedDelta,
           order_id AS orderId FROM stock_movements ORDER BY seq`,
      )
      .all(),
  };
}
