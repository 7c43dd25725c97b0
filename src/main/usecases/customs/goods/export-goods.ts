import type { ReadDb } from '#main/db/handles.ts';
import type { NamedQuery } from '#main/db/queries/named-query.ts';
import { GOODS_COLUMNS } from '#main/usecases/customs/goods/goods-columns.ts';
import { readGoodsForCustoms } from '#main/usecases/customs/goods/read-goods.ts';
import { csvRow } from '#shared/csv/csv-row.ts';

/** SKUs read at once. */
const SLICE = 500;
/** By which Excel knows UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** All goods that are in use, in the columns of the import, so that the file can be filled in and read again. */
export function exportGoods(db: ReadDb): { csv: string; rows: number } {
  const ids = db.pluck<[], string>('SELECT id FROM skus WHERE retired_at_ms IS NULL ORDER BY code').all();
  const lines = [csvRow(['code', 'title', ...GOODS_COLUMNS.map(({ name }) => name)])];
  for (let start = 0; start < ids.length; start += SLICE)
    for (const goods of readGoodsForCustoms(db, ids.slice(start, start + SLICE)).values())
      lines.push(csvRow([goods.skuCode, goods.title, ...GOODS_COLUMNS.map((column) => column.write(goods))]));
  return { csv: BYTE_ORDER_MARK + lines.join(''), rows: ids.length };
}

/** {@link exportGoods} for a reader: tens of thousands of rows. */
export const exportGoodsQuery: NamedQuery<null, { csv: string; rows: number }> = {
  name: 'export-customs-goods',
  isLong: true,
  run: (db) => exportGoods(db),
};
