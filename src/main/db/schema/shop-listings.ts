import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What shops have on sale, with the platforms' own ids. */
export const shopListings = sqliteTable(
  'shop_listings',
  {
    shopId: text('shop_id').notNull(),
    externalItemId: text('external_item_id').notNull(),
    externalSkuId: text('external_sku_id').notNull(),
    skuCode: text('sku_code').notNull(),
    title: text('title').notNull(),
    variant: text('variant').notNull(),
    seenAtMs: integer('seen_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.shopId, table.externalItemId, table.externalSkuId] })],
);
