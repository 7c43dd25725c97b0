import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What customs papers say about each SKU. */

export const customsGoods = sqliteTable('customs_goods', {
  skuId: text('sku_id').primaryKey(),
  descriptionEn: text('description_en').notNull(),
  descriptionsJson: text('descriptions_json').notNull(),
  material: text('material').notNull(),
  useEn: text('use_en').notNull(),
  originCountry: text('origin_country').notNull(),
  netWeightG: integer('net_weight_g'),
  unitCode: text('unit_code').notNull(),
  brand: text('brand').notNull(),
  brandKind: text('brand_kind').notNull(),
  model: text('model').notNull(),
  gtin: text('gtin').notNull(),
  manufacturerProductId: text('manufacturer_product_id').notNull(),
  batteryJson: text('battery_json').notNull(),
  dangerClass: text('danger_class').notNull(),
  flagsJson: text('flags_json').notNull(),
  valuePolicyJson: text('value_policy_json').notNull(),
  elementsJson: text('elements_json').notNull(),
  isRestricted: integer('is_restricted').notNull().default(0),
  version: integer('version').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
  updatedAtMs: integer('updated_at_ms').notNull(),
});

export const customsHsCodes = sqliteTable(
  'customs_hs_codes',
  { skuId: text('sku_id').notNull(), scheme: text('scheme').notNull(), code: text('code').notNull() },
  (table) => [primaryKey({ columns: [table.skuId, table.scheme] })],
);

export const customsCertificates = sqliteTable('customs_certificates', {
  id: text('id').primaryKey(),
  skuId: text('sku_id').notNull(),
  kind: text('kind').notNull(),
  number: text('number').notNull(),
  issuer: text('issuer').notNull(),
  validFrom: text('valid_from'),
  validTo: text('valid_to'),
});
