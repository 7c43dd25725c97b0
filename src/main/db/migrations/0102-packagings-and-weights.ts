import type { Migration } from '#main/db/migrations/migration.ts';

/** Boxes with their tare, and what weighed parcels teach about things and boxes. */
export const packagingsAndWeights: Migration = {
  id: 102,
  name: 'packagings-and-weights',
  sql: `
-- Without a tare it is learned from parcels whose goods have a weight in the product data.
CREATE TABLE packagings (
  id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, tare_g INTEGER, length_mm INTEGER NOT NULL, width_mm INTEGER NOT NULL,
  height_mm INTEGER NOT NULL, created_at_ms INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL, removed_at_ms INTEGER
) STRICT;
-- An empty shop_id stands for every shop that has no line of its own.
CREATE TABLE packaging_defaults (shop_id TEXT PRIMARY KEY, packaging_id TEXT NOT NULL REFERENCES packagings(id)) STRICT, WITHOUT ROWID;
ALTER TABLE shipments ADD COLUMN packaging_id TEXT REFERENCES packagings(id);
-- kind: sku or packaging; item_id: whose weight the parcel taught. Only the newest of each are kept.
CREATE TABLE weight_samples (
  kind TEXT NOT NULL, item_id TEXT NOT NULL, shipment_id TEXT NOT NULL REFERENCES shipments(id), grams INTEGER NOT NULL, quantity INTEGER NOT NULL,
  at_ms INTEGER NOT NULL, PRIMARY KEY (kind, item_id, shipment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX weight_samples_shipment ON weight_samples (shipment_id);
CREATE TABLE learned_weights (
  kind TEXT NOT NULL, item_id TEXT NOT NULL, state TEXT NOT NULL, weight_mg INTEGER NOT NULL, spread_mg INTEGER NOT NULL,
  sample_count INTEGER NOT NULL, refused_count INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL, PRIMARY KEY (kind, item_id)
) STRICT, WITHOUT ROWID;
`,
};
