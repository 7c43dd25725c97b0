import type { Migration } from '#main/db/migrations/migration.ts';

/** What customs papers say about each SKU, who changed it, and who agreed. */
export const customsGoods: Migration = {
  id: 120,
  name: 'customs-goods',
  sql: `
-- One row per SKU that has customs data. JSON columns hold the shapes of shared/model/customs.ts.
CREATE TABLE customs_goods (
  sku_id TEXT PRIMARY KEY REFERENCES skus(id), description_en TEXT NOT NULL, descriptions_json TEXT NOT NULL, material TEXT NOT NULL, use_en TEXT NOT NULL,
  origin_country TEXT NOT NULL, net_weight_g INTEGER, unit_code TEXT NOT NULL, brand TEXT NOT NULL, brand_kind TEXT NOT NULL, model TEXT NOT NULL,
  gtin TEXT NOT NULL, manufacturer_product_id TEXT NOT NULL, battery_json TEXT NOT NULL, danger_class TEXT NOT NULL, flags_json TEXT NOT NULL,
  -- {"kind":"paid"} declares what was paid; {"kind":"fixed","valueMinor":..,"currency":".."} where nothing was.
  value_policy_json TEXT NOT NULL,
  elements_json TEXT NOT NULL, is_restricted INTEGER NOT NULL DEFAULT 0, version INTEGER NOT NULL, created_at_ms INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE customs_hs_codes (
  sku_id TEXT NOT NULL REFERENCES skus(id), scheme TEXT NOT NULL, code TEXT NOT NULL, PRIMARY KEY (sku_id, scheme)
) STRICT, WITHOUT ROWID;
CREATE INDEX customs_hs_codes_code ON customs_hs_codes (code);
CREATE TABLE customs_certificates (
  id TEXT PRIMARY KEY, sku_id TEXT NOT NULL REFERENCES skus(id), kind TEXT NOT NULL, number TEXT NOT NULL, issuer TEXT NOT NULL, valid_from TEXT, valid_to TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX customs_certificates_sku ON customs_certificates (sku_id);
`,
};
