import { scoreGoods } from '#core/customs/goods-score.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { readHistory } from '#main/usecases/customs/goods/change-rows.ts';
import { elementListFor } from '#main/usecases/customs/goods/manage-element-lists.ts';
import { listPictures } from '#main/usecases/customs/goods/manage-pictures.ts';
import { readGoodsForCustoms } from '#main/usecases/customs/goods/read-goods.ts';
import type { GoodsChange } from '#shared/contract/customs-goods.ts';
import type { ElementList, GoodsPicture } from '#shared/contract/customs-goods-parts.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CustomsGoods } from '#shared/model/customs-goods.ts';
import type { GoodsReadiness } from '#shared/model/customs-readiness.ts';
import type { SkuId } from '#shared/model/ids.ts';

export interface GoodsView {
  readonly goods: CustomsGoods;
  readonly readiness: GoodsReadiness;
  readonly hints: { titleEn: string; hsCode: string; origin: string; weightG: number | null };
  readonly pending: GoodsChange[];
  readonly pictures: GoodsPicture[];
  readonly elementList: ElementList;
}

/** Pending changes are few: each field has one at most. */
const MOST_PENDING = 50;

/** All that the drawer of one SKU shows. @throws AppError ERR_STOCK_SKU_UNKNOWN */
export function viewGoods(db: ReadDb, skuId: SkuId): GoodsView {
  const goods = readGoodsForCustoms(db, [skuId]).get(skuId);
  const hints = db
    .prepare<[string], GoodsView['hints']>(
      'SELECT title_en AS titleEn, hs_code AS hsCode, origin_country AS origin, weight_g AS weightG FROM skus WHERE id = ?',
    )
    .get(skuId);
  if (!goods || !hints) throw new AppError('ERR_STOCK_SKU_UNKNOWN', { skuId });
  return {
    goods,
    readiness: scoreGoods(goods),
    hints,
    pending: readHistory(db, skuId, MOST_PENDING).filter(({ state }) => state === 'pending'),
    pictures: listPictures(db, skuId),
    elementList: elementListFor(db, goods.hsCodes.find(({ scheme }) => scheme === 'cn10')?.code ?? ''),
  };
}
