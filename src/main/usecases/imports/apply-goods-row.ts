import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { requireChange } from '#main/usecases/customs/goods/change-rows.ts';
import { reverseChange, withdrawChange } from '#main/usecases/customs/goods/decide-change.ts';
import { putGoods, requireGoods } from '#main/usecases/customs/goods/save-goods.ts';
import { mergeGoodsRow } from '#main/usecases/imports/check-goods-row.ts';
import type { RowProblems, RowValues } from '#main/usecases/imports/check-order-rows.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { GoodsFacts } from '#shared/model/customs-goods.ts';

/** The changes that a row made: taken back one by one. */
export interface GoodsUndo {
  readonly skuId: string;
  readonly changeIds: readonly string[];
}

/** The SKU that a row speaks of; null when there is none in use. */
export function findSkuOfRow(tx: WriteTx, values: RowValues): string | null {
  const code = cleanIdentifier(values['code'] ?? '');
  return tx.pluck<[string], string>('SELECT id FROM skus WHERE code = ? AND retired_at_ms IS NULL').get(code) ?? null;
}

/** Changes the customs data of one SKU as a person would: with history, and with a second person where that is wanted. */
export function applyGoodsRow(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  fileName: string,
  values: RowValues,
): { undo: GoodsUndo } | { problems: RowProblems } {
  const skuId = findSkuOfRow(tx, values);
  if (skuId === null) return { problems: [{ code: 'ERR_STOCK_SKU_UNKNOWN', data: { skuId: values['code'] ?? '' } }] };
  const merged = mergeGoodsRow(GoodsFacts.parse(requireGoods(tx, skuId)), values);
  if ('problems' in merged) return merged;
  try {
    const save = { skuId, version: null, patch: merged.facts, reason: fileName };
    return { undo: { skuId, changeIds: putGoods(tx, context, act, save).changeIds } };
  } catch (error) {
    if (error instanceof AppError && error.definition.retry === 'operator')
      return { problems: [{ code: error.code, data: { ...error.data } }] };
    throw error;
  }
}

/**
 * Takes the changes of a row back: what still waits is withdrawn, what is in force gets its former value.
 * @throws AppError ERR_CUSTOMS_GOODS_CHANGED_SINCE, ERR_CUSTOMS_GOODS_FIELD_PENDING
 */
export function undoGoodsRow(tx: WriteTx, context: UseCaseContext, act: Act, fileName: string, undo: GoodsUndo): void {
  for (const id of undo.changeIds.toReversed()) {
    const change = requireChange(tx, id);
    if (change.state === 'pending') withdrawChange(tx, context, act, change, fileName);
    else if ((change.state === 'applied' || change.state === 'agreed') && !change.isUndone)
      reverseChange(tx, context, act, change, fileName);
  }
}
