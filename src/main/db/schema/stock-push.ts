import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What may be sold, as it is told to the shops. */

export const stockPushDue = sqliteTable(
  'stock_push_due',
  { shopId: text('shop_id').notNull(), skuId: text('sku_id').notNull() },
  (table) => [primaryKey({ columns: [table.shopId, table.skuId] })],
);

export const stockPushes = sqliteTable(
  'stock_pushes',
  {
    shopId: text('shop_id').notNull(),
    skuId: text('sku_id').notNull(),
    units: integer('units'),
    pushedAtMs: integer('pushed_at_ms'),
    triedAtMs: integer('tried_at_ms').notNull(),
    problemJson: text('problem_json'),
    itemId: text('item_id'),
    externalSkuId: text('external_sku_id'),
  },
  (table) => [primaryKey({ columns: [table.shopId, table.skuId] })],
);
