import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

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
  score: integer('score').notNull().default(0),
  missingJson: text('missing_json').notNull().default('[]'),
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

export const customsGoodsChanges = sqliteTable('customs_goods_changes', {
  seq: integer('seq').primaryKey(),
  id: text('id').notNull(),
  skuId: text('sku_id').notNull(),
  state: text('state').notNull(),
  source: text('source').notNull(),
  reason: text('reason').notNull(),
  actorId: text('actor_id').notNull(),
  actorName: text('actor_name').notNull(),
  atMs: integer('at_ms').notNull(),
  decidedById: text('decided_by_id'),
  decidedByName: text('decided_by_name'),
  decidedAtMs: integer('decided_at_ms'),
  decideNote: text('decide_note').notNull().default(''),
  undoesId: text('undoes_id'),
});

export const customsGoodsChangeFields = sqliteTable(
  'customs_goods_change_fields',
  {
    changeId: text('change_id').notNull(),
    field: text('field').notNull(),
    beforeJson: text('before_json').notNull(),
    afterJson: text('after_json').notNull(),
  },
  (table) => [primaryKey({ columns: [table.changeId, table.field] })],
);

export const customsPictures = sqliteTable('customs_pictures', {
  id: text('id').primaryKey(),
  skuId: text('sku_id').notNull(),
  kind: text('kind').notNull(),
  mime: text('mime').notNull(),
  width: integer('width').notNull(),
  height: integer('height').notNull(),
  sha256: text('sha256').notNull(),
  bytes: blob('bytes', { mode: 'buffer' }).notNull(),
  addedBy: text('added_by').notNull(),
  addedAtMs: integer('added_at_ms').notNull(),
});

export const customsElementLists = sqliteTable('customs_element_lists', {
  code: text('code').primaryKey(),
  namesJson: text('names_json').notNull(),
  source: text('source').notNull(),
  version: integer('version').notNull(),
  updatedAtMs: integer('updated_at_ms').notNull(),
  updatedBy: text('updated_by').notNull(),
});

/** Codes with which parcels were declared, by papers and files. */
export const customsDeclared = sqliteTable(
  'customs_declared',
  {
    orderId: text('order_id').notNull(),
    shipmentId: text('shipment_id').notNull(),
    skuCode: text('sku_code').notNull(),
    descriptionEn: text('description_en').notNull(),
    codesJson: text('codes_json').notNull(),
    shipDate: text('ship_date').notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.shipmentId, table.skuCode] })],
);
