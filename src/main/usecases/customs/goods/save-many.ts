import type { Act } from '#main/usecases/actor.ts';
import { putGoods } from '#main/usecases/customs/goods/save-goods.ts';
import type { SavedGoods } from '#main/usecases/customs/goods/save-goods.ts';
import { giveWay } from '#main/usecases/give-way.ts';
import { startSlice } from '#main/usecases/slice-budget.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { GoodsPatch } from '#shared/model/customs-goods.ts';
import type { SkuId } from '#shared/model/ids.ts';

export interface ManyGoods {
  readonly goods: readonly { readonly skuId: SkuId; readonly version: number }[];
  readonly patch: GoodsPatch;
  readonly reason: string;
}

export interface ManyResult {
  readonly skuId: SkuId;
  readonly state: SavedGoods['state'] | 'failed';
  readonly problem: Problem | null;
}

/** Sets the same fields of many SKUs, some per transaction; each succeeds or fails by itself and says so. */
export async function saveManyGoods(context: UseCaseContext, act: Act, many: ManyGoods): Promise<ManyResult[]> {
  const results: ManyResult[] = [];
  while (results.length < many.goods.length) {
    const slice = context.db.transaction((tx) => {
      const done: ManyResult[] = [];
      const hasTime = startSlice();
      for (const { skuId, version } of many.goods.slice(results.length)) {
        if (!hasTime()) break;
        try {
          const save = { skuId, version, patch: many.patch, reason: many.reason };
          done.push({ skuId, state: putGoods(tx, context, act, save).state, problem: null });
        } catch (error) {
          if (!(error instanceof AppError) || error.definition.retry === 'safe') throw error;
          done.push({ skuId, state: 'failed', problem: { code: error.code, data: { ...error.data } } });
        }
      }
      return done;
    });
    results.push(...slice);
    await giveWay();
  }
  return results;
}
