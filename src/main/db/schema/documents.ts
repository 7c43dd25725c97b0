import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Numbers that documents bear, waves, and printers by kind of document. */

export const numberSeries = sqliteTable('number_series', {
  series: text('series').primaryKey(),
  last: integer('last').notNull(),
});

export const documentNumbers = sqliteTable(
  'document_numbers',
  {
    kind: text('kind').notNull(),
    number: text('number').notNull(),
    shipmentId: text('shipment_id').notNull(),
    givenAtMs: integer('given_at_ms').notNull(),
    givenBy: text('given_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.number] })],
);

export const waves = sqliteTable('waves', {
  id: text('id').primaryKey(),
  number: text('number').notNull(),
  orderJson: text('order_json').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
  createdBy: text('created_by').notNull(),
});

export const waveOrders = sqliteTable(
  'wave_orders',
  {
    waveId: text('wave_id').notNull(),
    slot: integer('slot').notNull(),
    orderId: text('order_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.waveId, table.slot] })],
);

export const printerRoles = sqliteTable(
  'printer_roles',
  {
    stationId: text('station_id').notNull(),
    kind: text('kind').notNull(),
    deviceId: text('device_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.stationId, table.kind] })],
);
