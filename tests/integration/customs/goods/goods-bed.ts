import type { Act } from '#main/usecases/actor.ts';
import { readHistory, readPending } from '#main/usecases/customs/goods/change-rows.ts';
import { decideChange, undoChange } from '#main/usecases/customs/goods/decide-change.ts';
import type { GoodsDecision } from '#main/usecases/customs/goods/decide-change.ts';
import { readGoodsForCustoms } from '#main/usecases/customs/goods/read-goods.ts';
import { saveGoods } from '#main/usecases/customs/goods/save-goods.ts';
import { listSettings, setSetting } from '#main/usecases/settings/manage-settings.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CustomsGoods, GoodsPatch } from '#shared/model/customs-goods.ts';
import { SkuId } from '#shared/model/ids.ts';
import { openImportBed } from '#tests/integration/imports/support/import-bed.ts';

/** An act of a person who signed in. */
export function person(name: string): Act {
  return { actor: { kind: 'operator', id: `op-${name}`, name }, source: `window:${name}`, traceId: 'trace' };
}
export const ANN = person('Ann');
export const BOB = person('Bob');

/** What a complete lamp has. */
export const EARPHONES: GoodsPatch = {
  descriptionEn: 'Wireless earphones for music, plastic',
  descriptions: { zh: '蓝牙耳机', th: 'หูฟังไร้สาย' },
  material: 'plastic',
  use: 'listening to music',
  hsCodes: [
    { scheme: 'hs6', code: '851830' },
    { scheme: 'cn10', code: '8518300000' },
  ],
  origin: 'CN',
  netWeightG: 45,
};

/** Customs data of goods over a real database, with two people. */
export function openGoodsBed() {
  const bed = openImportBed();
  const { context } = bed;
  const goods = {
    goodsOf(skuId: string): CustomsGoods {
      const found = readGoodsForCustoms(context.read, [skuId]).get(SkuId.parse(skuId));
      if (!found) throw new Error(`no goods ${skuId}`);
      return found;
    },
    save(skuId: string, patch: GoodsPatch, act = ANN, version = goods.goodsOf(skuId).version) {
      bed.clock.atMs += 1_000;
      return saveGoods(context, act, { skuId, version, patch, reason: '' });
    },
    decide(changeId: string, decision: GoodsDecision['decision'], act = BOB, note = ''): void {
      bed.clock.atMs += 1_000;
      decideChange(context, act, { changeId, decision, note });
    },
    undoIt: (changeId: string, act = ANN) => undoChange(context, act, { changeId, reason: 'wrong' }),
    history: (skuId: string) => readHistory(context.read, skuId, 100),
    pending: () => readPending(context.read, 100),
    wantSecondPerson(value: boolean): void {
      const name = 'customsSecondPerson';
      const version = listSettings(context.read).find((setting) => setting.name === name)?.version ?? 0;
      setSetting(context, { name, value, version }, ANN);
    },
  };
  return { ...bed, ...goods };
}

export type GoodsBed = ReturnType<typeof openGoodsBed>;

/** The code that an act is refused with. */
export function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'done';
}
