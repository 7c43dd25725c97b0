import type { ReadDb } from '#main/db/handles.ts';
import { factsOfRow } from '#main/usecases/customs/goods/goods-rows.ts';
import type { GoodsRow } from '#main/usecases/customs/goods/goods-rows.ts';
import type { GoodsCertificate, HsCode } from '#shared/model/customs.ts';
import { NO_GOODS_FACTS } from '#shared/model/customs-goods.ts';
import type { CustomsGoods } from '#shared/model/customs-goods.ts';
import { SkuId } from '#shared/model/ids.ts';

type SkuGoodsRow = { sku_id: string; code: string; title: string; has_goods: number; pending: number } & GoodsRow;

/**
 * What customs papers may say of these goods: the values in force, never those that wait for a second person. A SKU of which
 * nobody entered anything comes with empty values and version 0; one that does not exist is missing in the map.
 */
export function readGoodsForCustoms(db: ReadDb, skuIds: Iterable<string>): Map<SkuId, CustomsGoods> {
  const ids = JSON.stringify([...new Set(skuIds)]);
  const codes = new Map<string, HsCode[]>();
  for (const row of db
    .prepare<[string], { sku_id: string } & HsCode>(
      'SELECT sku_id, scheme, code FROM customs_hs_codes WHERE sku_id IN (SELECT value FROM json_each(?)) ORDER BY sku_id, scheme',
    )
    .iterate(ids))
    push(codes, row.sku_id, { scheme: row.scheme, code: row.code });
  const certificates = new Map<string, GoodsCertificate[]>();
  for (const { sku_id: skuId, ...certificate } of db
    .prepare<[string], { sku_id: string } & GoodsCertificate>(
      `SELECT sku_id, kind, number, issuer, valid_from AS validFrom, valid_to AS validTo FROM customs_certificates
       WHERE sku_id IN (SELECT value FROM json_each(?)) ORDER BY sku_id, id`,
    )
    .iterate(ids))
    push(certificates, skuId, certificate);
  const goods = new Map<SkuId, CustomsGoods>();
  for (const row of db
    .prepare<[string], SkuGoodsRow>(
      `SELECT k.code, k.title, g.sku_id IS NOT NULL AS has_goods, g.*, k.id AS sku_id,
         EXISTS (SELECT 1 FROM customs_goods_changes c WHERE c.sku_id = k.id AND c.state = 'pending') AS pending
       FROM json_each(?) i JOIN skus k ON k.id = i.value LEFT JOIN customs_goods g ON g.sku_id = k.id`,
    )
    .iterate(ids)) {
    const skuId = SkuId.parse(row.sku_id);
    goods.set(skuId, {
      ...(row.has_goods === 1 ? factsOfRow(row) : NO_GOODS_FACTS),
      hsCodes: codes.get(skuId) ?? [],
      certificates: certificates.get(skuId) ?? [],
      skuId,
      skuCode: row.code,
      title: row.title,
      version: row.version ?? 0,
      isPending: row.pending === 1,
    });
  }
  return goods;
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
