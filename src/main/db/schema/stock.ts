import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Warehouses, SKUs, the ledger and the levels derived from it. */

export const warehouses = sqliteTable('warehouses', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  zone: text('zone').notNull(),
  senderJson: text('sender_json').notNull(),
});

export const skus = sqliteTable('skus', {
  id: text('id').primaryKey(),
  code: text('code').notNull(),
  title: text('title').notNull(),
  titleEn: text('title_en').notNull(),
  weightG: integer('weight_g'),
  location: text('location').notNull(),
  hsCode: text('hs_code').notNull().default(''),
  originCountry: text('origin_country').notNull().default(''),
  createdAtMs: integer('created_at_ms').notNull(),
  updatedAtMs: integer('updated_at_ms').notNull(),
  retiredAtMs: integer('retired_at_ms'),
  isOrdered: integer('is_ordered').notNull().default(0),
});

export const skuBarcodes = sqliteTable('sku_barcodes', {
  barcode: text('barcode').primaryKey(),
  skuId: text('sku_id').notNull(),
});

export const stockMovements = sqliteTable('stock_movements', {
  seq: integer('seq').primaryKey(),
  movementKey: text('movement_key').notNull(),
  warehouseId: text('warehouse_id').notNull(),
  skuId: text('sku_id').notNull(),
  lot: text('lot').notNull(),
  kind: text('kind').notNull(),
  onHandDelta: integer('on_hand_delta').notNull(),
  reservedDelta: integer('reserved_delta').notNull(),
  orderId: text('order_id'),
  orderLineId: text('order_line_id'),
  atMs: integer('at_ms').notNull(),
  actorId: text('actor_id').notNull(),
  note: text('note').notNull(),
  prevSeq: integer('prev_seq'),
});

export const stockLevels = sqliteTable(
  'stock_levels',
  {
    warehouseId: text('warehouse_id').notNull(),
    skuId: text('sku_id').notNull(),
    lot: text('lot').notNull(),
    onHand: integer('on_hand').notNull(),
    reserved: integer('reserved').notNull(),
    version: integer('version').notNull(),
    lastSeq: integer('last_seq'),
  },
  (table) => [primaryKey({ columns: [table.warehouseId, table.skuId, table.lot] })],
);
