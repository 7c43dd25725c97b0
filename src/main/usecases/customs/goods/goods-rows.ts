import type { WriteTx } from '#main/db/handles.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import { GoodsFacts, NO_GOODS_FACTS } from '#shared/model/customs-goods.ts';
import type { z } from 'zod';

const SHAPE = GoodsFacts.shape;

/** A row of customs_goods. */
export interface GoodsRow {
  readonly description_en: string;
  readonly descriptions_json: string;
  readonly material: string;
  readonly use_en: string;
  readonly origin_country: string;
  readonly net_weight_g: number | null;
  readonly unit_code: string;
  readonly brand: string;
  readonly brand_kind: string;
  readonly model: string;
  readonly gtin: string;
  readonly manufacturer_product_id: string;
  readonly battery_json: string;
  readonly danger_class: string;
  readonly flags_json: string;
  readonly value_policy_json: string;
  readonly elements_json: string;
  readonly is_restricted: number;
  readonly version: number | null;
}

/** Without codes and certificates, which have tables of their own. What another version stored unreadably counts as not entered. */
export function factsOfRow(row: GoodsRow): GoodsFacts {
  return {
    descriptionEn: row.description_en,
    descriptions: readField(SHAPE.descriptions, NO_GOODS_FACTS.descriptions, row.descriptions_json),
    material: row.material,
    use: row.use_en,
    hsCodes: [],
    origin: row.origin_country,
    netWeightG: row.net_weight_g,
    unitCode: row.unit_code,
    valuePolicy: readField(SHAPE.valuePolicy, NO_GOODS_FACTS.valuePolicy, row.value_policy_json),
    brand: row.brand,
    brandKind: readField(SHAPE.brandKind, NO_GOODS_FACTS.brandKind, JSON.stringify(row.brand_kind)),
    model: row.model,
    gtin: row.gtin,
    manufacturerProductId: row.manufacturer_product_id,
    battery: readField(SHAPE.battery, NO_GOODS_FACTS.battery, row.battery_json),
    dangerClass: row.danger_class,
    flags: readField(SHAPE.flags, NO_GOODS_FACTS.flags, row.flags_json),
    certificates: [],
    elements: readField(SHAPE.elements, NO_GOODS_FACTS.elements, row.elements_json),
    isRestricted: row.is_restricted === 1,
  };
}

/** A value of one field as it is stored in JSON; the empty one where this version cannot read it. */
function readField<Value>(schema: z.ZodType<Value>, empty: NoInfer<Value>, json: string): Value {
  const read = readStoredJson(schema, json);
  return read.ok ? read.value : empty;
}

/** Writes what is in force from now on, with its score. */
export function writeGoods(
  tx: WriteTx,
  skuId: string,
  facts: GoodsFacts,
  about: {
    readonly version: number;
    readonly atMs: number;
    readonly score: number;
    readonly missing: readonly string[];
  },
): void {
  tx.prepare<(string | number | null)[]>(
    `INSERT INTO customs_goods (sku_id, description_en, descriptions_json, material, use_en, origin_country, net_weight_g, unit_code, brand, brand_kind, model, gtin,
       manufacturer_product_id, battery_json, danger_class, flags_json, value_policy_json, elements_json, is_restricted, version, created_at_ms, updated_at_ms, score, missing_json)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (sku_id) DO UPDATE SET description_en = excluded.description_en, descriptions_json = excluded.descriptions_json, material = excluded.material,
       use_en = excluded.use_en, origin_country = excluded.origin_country, net_weight_g = excluded.net_weight_g, unit_code = excluded.unit_code, brand = excluded.brand,
       brand_kind = excluded.brand_kind, model = excluded.model, gtin = excluded.gtin, manufacturer_product_id = excluded.manufacturer_product_id,
       battery_json = excluded.battery_json, danger_class = excluded.danger_class, flags_json = excluded.flags_json, value_policy_json = excluded.value_policy_json,
       elements_json = excluded.elements_json, is_restricted = excluded.is_restricted, version = excluded.version, updated_at_ms = excluded.updated_at_ms,
       score = excluded.score, missing_json = excluded.missing_json`,
  ).run(
    skuId,
    facts.descriptionEn,
    JSON.stringify(facts.descriptions),
    facts.material,
    facts.use,
    facts.origin,
    facts.netWeightG,
    facts.unitCode,
    facts.brand,
    facts.brandKind,
    facts.model,
    facts.gtin,
    facts.manufacturerProductId,
    JSON.stringify(facts.battery),
    facts.dangerClass,
    JSON.stringify(facts.flags),
    JSON.stringify(facts.valuePolicy),
    JSON.stringify(facts.elements),
    facts.isRestricted ? 1 : 0,
    about.version,
    about.atMs,
    about.atMs,
    about.score,
    JSON.stringify(about.missing),
  );
  tx.prepare<[string]>('DELETE FROM customs_hs_codes WHERE sku_id = ?').run(skuId);
  const addCode = tx.prepare<[string, string, string]>(
    'INSERT INTO customs_hs_codes (sku_id, scheme, code) VALUES (?, ?, ?)',
  );
  for (const { scheme, code } of facts.hsCodes) addCode.run(skuId, scheme, code);
  tx.prepare<[string]>('DELETE FROM customs_certificates WHERE sku_id = ?').run(skuId);
  const addCertificate = tx.prepare<(string | null)[]>(
    'INSERT INTO customs_certificates (id, sku_id, kind, number, issuer, valid_from, valid_to) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const [index, { kind, number, issuer, validFrom, validTo }] of facts.certificates.entries())
    addCertificate.run(`${skuId}#${String(index).padStart(2, '0')}`, skuId, kind, number, issuer, validFrom, validTo);
}
