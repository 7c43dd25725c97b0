import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Parcels, what was scanned into them, and their waybills. */

export const stations = sqliteTable('stations', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  shipmentId: text('shipment_id'),
  updatedAtMs: integer('updated_at_ms').notNull(),
  nextQuantity: integer('next_quantity'),
});

export const shipments = sqliteTable('shipments', {
  id: text('id').primaryKey(),
  orderId: text('order_id').notNull(),
  parcelNumber: integer('parcel_number').notNull(),
  state: text('state').notNull(),
  stationId: text('station_id').notNull(),
  operatorId: text('operator_id').notNull(),
  carrierAccountId: text('carrier_account_id'),
  serviceCode: text('service_code'),
  weightG: integer('weight_g'),
  weightSource: text('weight_source'),
  weightJson: text('weight_json'),
  expectedG: integer('expected_g'),
  overrideJson: text('override_json'),
  openedAtMs: integer('opened_at_ms').notNull(),
  packedAtMs: integer('packed_at_ms'),
  shippedAtMs: integer('shipped_at_ms'),
  version: integer('version').notNull().default(1),
  isPartial: integer('is_partial').notNull().default(0),
  packagingId: text('packaging_id'),
  labelledAtMs: integer('labelled_at_ms'),
});

export const shipmentLines = sqliteTable(
  'shipment_lines',
  {
    shipmentId: text('shipment_id').notNull(),
    orderLineId: text('order_line_id').notNull(),
    quantity: integer('quantity').notNull(),
  },
  (table) => [primaryKey({ columns: [table.shipmentId, table.orderLineId] })],
);

export const packScans = sqliteTable('pack_scans', {
  seq: integer('seq').primaryKey(),
  shipmentId: text('shipment_id'),
  stationId: text('station_id').notNull(),
  code: text('code').notNull(),
  verdict: text('verdict').notNull(),
  orderLineId: text('order_line_id'),
  operatorId: text('operator_id').notNull(),
  atMs: integer('at_ms').notNull(),
  quantity: integer('quantity').notNull().default(1),
  undoneQuantity: integer('undone_quantity').notNull().default(0),
  scannerId: text('scanner_id'),
  lot: text('lot'),
  expiry: text('expiry'),
  serial: text('serial'),
});

export const carrierAccounts = sqliteTable('carrier_accounts', {
  id: text('id').primaryKey(),
  carrierId: text('carrier_id').notNull(),
  name: text('name').notNull(),
  configJson: text('config_json').notNull(),
  serviceCode: text('service_code').notNull(),
  enabled: integer('enabled').notNull().default(1),
  isDefault: integer('is_default').notNull().default(0),
  createdAtMs: integer('created_at_ms').notNull(),
});

export const waybills = sqliteTable('waybills', {
  id: text('id').primaryKey(),
  requestKey: text('request_key').notNull(),
  shipmentId: text('shipment_id').notNull(),
  carrierAccountId: text('carrier_account_id').notNull(),
  state: text('state').notNull(),
  trackingNumber: text('tracking_number'),
  routeJson: text('route_json'),
  requestJson: text('request_json').notNull(),
  failureJson: text('failure_json'),
  requestedAtMs: integer('requested_at_ms').notNull(),
  issuedAtMs: integer('issued_at_ms'),
  cancelledAtMs: integer('cancelled_at_ms'),
});
