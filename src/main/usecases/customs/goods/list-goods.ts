import type { ReadDb } from '#main/db/handles.ts';
import type { NamedQuery } from '#main/db/queries/named-query.ts';
import type { GoodsFilter, GoodsRowView } from '#shared/contract/customs-goods.ts';
import type { BatteryKind, GoodsFlag } from '#shared/model/customs.ts';
import type { GoodsGap } from '#shared/model/customs-readiness.ts';
import { SkuId } from '#shared/model/ids.ts';

export interface GoodsListRequest {
  readonly text: string | null;
  readonly filter: GoodsFilter;
  /** Code of the last row of the page before. */
  readonly after: string | null;
  readonly limit: number;
  /** `yyyy-mm-dd`: certificates that hold no longer than until then are listed. */
  readonly expiresBefore: string;
}

export interface GoodsList {
  readonly rows: GoodsRowView[];
  readonly next: string | null;
}

interface ListRow {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly description_en: string | null;
  readonly version: number | null;
  readonly score: number | null;
  readonly missing_json: string | null;
  readonly hs: string | null;
  readonly origin_country: string | null;
  readonly battery_kind: BatteryKind | null;
  readonly flags_json: string | null;
  readonly pending: number;
  readonly expires_on: string | null;
}

const PENDING = `EXISTS (SELECT 1 FROM customs_goods_changes c WHERE c.sku_id = k.id AND c.state = 'pending')`;
const EXPIRES = `(SELECT MIN(d.valid_to) FROM customs_certificates d WHERE d.sku_id = k.id AND d.valid_to <= @expiresBefore)`;

const WHERE: Readonly<Record<GoodsFilter, string>> = {
  all: '1',
  incomplete: 'COALESCE(g.score, 0) < 100',
  empty: 'g.sku_id IS NULL',
  pending: PENDING,
  expiring: `${EXPIRES} IS NOT NULL`,
  battery: `json_extract(g.battery_json, '$.kind') <> 'none'`,
  flagged: `(g.flags_json <> '[]' OR g.danger_class <> '' OR g.is_restricted = 1)`,
};
const FROM = 'FROM skus k LEFT JOIN customs_goods g ON g.sku_id = k.id WHERE k.retired_at_ms IS NULL';
/** Never entered goods lack all that every destination wants. */
const EVERYTHING: readonly GoodsGap[] = ['description', 'material', 'use', 'hs6', 'origin', 'net_weight'];

/** A page of goods by their code, with how complete they are. */
export function listGoods(db: ReadDb, request: GoodsListRequest): GoodsList {
  const { text, filter, after, limit, expiresBefore } = request;
  const rows = db
    .prepare<{ text: string; barcode: string; after: string; limit: number; expiresBefore: string }, ListRow>(
      `SELECT k.id, k.code, k.title, g.description_en, g.version, g.score, g.missing_json, g.origin_country, json_extract(g.battery_json, '$.kind') AS battery_kind,
         g.flags_json, (SELECT substr(h.code, 1, 6) FROM customs_hs_codes h WHERE h.sku_id = k.id LIMIT 1) AS hs, ${PENDING} AS pending, ${EXPIRES} AS expires_on
       ${FROM} AND k.code > @after AND ${WHERE[filter]}
         AND (@text = '' OR instr(lower(k.code), @text) > 0 OR instr(lower(k.title), @text) > 0 OR instr(lower(COALESCE(g.description_en, '')), @text) > 0
           OR EXISTS (SELECT 1 FROM customs_hs_codes h WHERE h.sku_id = k.id AND h.code LIKE @text || '%')
           OR EXISTS (SELECT 1 FROM sku_barcodes b WHERE b.sku_id = k.id AND b.barcode = @barcode))
       ORDER BY k.code LIMIT @limit`,
    )
    .all({
      text: (text ?? '').trim().toLowerCase(),
      barcode: (text ?? '').trim(),
      after: after ?? '',
      limit: limit + 1,
      expiresBefore,
    });
  const page = rows.slice(0, limit).map(viewOf);
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.skuCode ?? null) : null };
}

/** How many goods each filter shows. */
export function countGoods(db: ReadDb, expiresBefore: string): Record<GoodsFilter, number> {
  const columns = Object.entries(WHERE).map(([filter, where]) => `COALESCE(SUM(${where}), 0) AS "${filter}"`);
  const counts = db
    .prepare<{ expiresBefore: string }, Record<GoodsFilter, number>>(`SELECT ${columns.join(', ')} ${FROM}`)
    .get({ expiresBefore });
  return counts ?? { all: 0, incomplete: 0, empty: 0, pending: 0, expiring: 0, battery: 0, flagged: 0 };
}

function viewOf(row: ListRow): GoodsRowView {
  return {
    skuId: SkuId.parse(row.id),
    skuCode: row.code,
    title: row.title,
    descriptionEn: row.description_en ?? '',
    version: row.version ?? 0,
    score: row.score ?? 0,
    gaps: row.missing_json === null ? [...EVERYTHING] : (JSON.parse(row.missing_json) as GoodsGap[]),
    hs6: row.hs ?? '',
    origin: row.origin_country ?? '',
    battery: row.battery_kind ?? 'none',
    flags: JSON.parse(row.flags_json ?? '[]') as GoodsFlag[],
    isPending: row.pending === 1,
    expiresOn: row.expires_on,
  };
}

/** {@link listGoods} for a reader: a text is compared with every SKU. */
export const listGoodsQuery: NamedQuery<GoodsListRequest, GoodsList> = { name: 'list-customs-goods', run: listGoods };

/** {@link countGoods} for a reader. */
export const countGoodsQuery: NamedQuery<string, Record<GoodsFilter, number>> = {
  name: 'count-customs-goods',
  run: countGoods,
};
