import type { Migration } from '#main/db/migrations/migration.ts';

/**
 * What was declared of each kind of goods in each parcel, by papers and files: the last declaration of a parcel counts. Codes of goods
 * are suggested from it, without opening the archive.
 */
export const customsDeclared: Migration = {
  id: 171,
  name: 'customs-declared',
  sql: `
-- shipment_id is '' for an order without a parcel.
CREATE TABLE customs_declared (
  order_id TEXT NOT NULL REFERENCES orders(id), shipment_id TEXT NOT NULL, sku_code TEXT NOT NULL, description_en TEXT NOT NULL, codes_json TEXT NOT NULL,
  ship_date TEXT NOT NULL, PRIMARY KEY (order_id, shipment_id, sku_code)
) STRICT, WITHOUT ROWID;
CREATE INDEX customs_declared_goods ON customs_declared (sku_code, codes_json, ship_date);
`,
};
