import type { Migration } from '#main/db/migrations/migration.ts';

/** What shops have on sale, with the platforms' own ids. */
export const shopListings: Migration = {
  id: 290,
  name: 'shop-listings',
  sql: `
-- As the platform listed it last; what it no longer lists goes with the next whole reading. '' in external_sku_id: a good without SKUs.
CREATE TABLE shop_listings (
  shop_id TEXT NOT NULL REFERENCES shops(id), external_item_id TEXT NOT NULL, external_sku_id TEXT NOT NULL, sku_code TEXT NOT NULL,
  title TEXT NOT NULL, variant TEXT NOT NULL, seen_at_ms INTEGER NOT NULL, PRIMARY KEY (shop_id, external_item_id, external_sku_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX shop_listings_by_code ON shop_listings (shop_id, sku_code);
`,
};
