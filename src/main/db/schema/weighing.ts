import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Boxes, and what weighed parcels taught. */

export const packagings = sqliteTable('packagings', {
  id: text('id').primaryKey(),
  code: text('code').notNull(),
  name: text('name').notNull(),
  tareG: integer('tare_g'),
  lengthMm: integer('length_mm').notNull(),
  widthMm: integer('width_mm').notNull(),
  heightMm: integer('height_mm').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
  updatedAtMs: integer('updated_at_ms').notNull(),
  removedAtMs: integer('removed_at_ms'),
});

export const packagingDefaults = sqliteTable('packaging_defaults', {
  shopId: text('shop_id').primaryKey(),
  packagingId: text('packaging_id').notNull(),
});

export const weightSamples = sqliteTable(
  'weight_samples',
  {
    kind: text('kind').notNull(),
    itemId: text('item_id').notNull(),
    shipmentId: text('shipment_id').notNull(),
    grams: integer('grams').notNull(),
    quantity: integer('quantity').notNull(),
    atMs: integer('at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.itemId, table.shipmentId] })],
);

export const learnedWeights = sqliteTable(
  'learned_weights',
  {
    kind: text('kind').notNull(),
    itemId: text('item_id').notNull(),
    state: text('state').notNull(),
    weightMg: integer('weight_mg').notNull(),
    spreadMg: integer('spread_mg').notNull(),
    sampleCount: integer('sample_count').notNull(),
    refusedCount: integer('refused_count').notNull(),
    updatedAtMs: integer('updated_at_ms').notNull(),
    method: text('method').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.itemId] })],
);

export const weightMixtures = sqliteTable(
  'weight_mixtures',
  {
    shipmentId: text('shipment_id').notNull(),
    skuId: text('sku_id').notNull(),
    quantity: integer('quantity').notNull(),
    grams: integer('grams').notNull(),
    atMs: integer('at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.shipmentId, table.skuId] })],
);
