import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { readHistory, readPending } from '#main/usecases/customs/goods/change-rows.ts';
import { decideChange, undoChange } from '#main/usecases/customs/goods/decide-change.ts';
import { exportGoodsQuery } from '#main/usecases/customs/goods/export-goods.ts';
import { countGoodsQuery, listGoodsQuery } from '#main/usecases/customs/goods/list-goods.ts';
import {
  checkElements,
  learnElementList,
  listElementLists,
  removeElementList,
  saveElementList,
} from '#main/usecases/customs/goods/manage-element-lists.ts';
import { addPicture, readPicture, removePicture } from '#main/usecases/customs/goods/manage-pictures.ts';
import { saveGoods } from '#main/usecases/customs/goods/save-goods.ts';
import { saveManyGoods } from '#main/usecases/customs/goods/save-many.ts';
import { soonExpired } from '#main/usecases/customs/goods/soon-expired.ts';
import { suggestDeclaredQuery } from '#main/usecases/customs/goods/suggest-declared.ts';
import { suggestHsQuery } from '#main/usecases/customs/goods/suggest-hs.ts';
import { viewGoods } from '#main/usecases/customs/goods/view-goods.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';

/** Changes shown at once; what is older is in the audit log. */
const SHOWN_CHANGES = 200;

const { customsGoods } = base;

export const customsGoodsRouter = customsGoods.router({
  list: customsGoods.list.handler(({ input, context }) =>
    context.services.reads.run(listGoodsQuery, {
      text: input.text ?? null,
      filter: input.filter,
      after: input.after ?? null,
      limit: input.limit,
      expiresBefore: soonExpired(context.services.context),
    }),
  ),
  counts: customsGoods.counts.handler(({ context }) =>
    context.services.reads.run(countGoodsQuery, soonExpired(context.services.context)),
  ),
  get: customsGoods.get.handler(({ input, context }) => viewGoods(context.services.context.read, input.skuId)),
  save: customsGoods.save.handler(({ input, context }) => {
    const saved = saveGoods(context.services.context, actOf(context), input);
    return { ...saved, changeIds: [...saved.changeIds] };
  }),
  saveMany: customsGoods.saveMany.handler(async ({ input, context }) => ({
    results: await saveManyGoods(context.services.context, actOf(context), input),
  })),
  history: customsGoods.history.handler(({ input, context }) => ({
    changes: readHistory(context.services.context.read, input.skuId, SHOWN_CHANGES),
  })),
  undo: customsGoods.undo.handler(({ input, context }) => {
    const saved = undoChange(context.services.context, actOf(context), input);
    return { ...saved, changeIds: [...saved.changeIds] };
  }),
  pending: customsGoods.pending.handler(({ context }) => ({
    changes: readPending(context.services.context.read, SHOWN_CHANGES),
    secondPerson: readSetting(context.services.context.read, 'customsSecondPerson'),
  })),
  decide: customsGoods.decide.handler(({ input, context }) => {
    decideChange(context.services.context, actOf(context), input);
    return {};
  }),
  searchHs: customsGoods.searchHs.handler(async ({ input, context }) => {
    const search = await context.services.hs();
    return { edition: search.book.edition, hits: search.find(input.text, input.limit) };
  }),
  hsPath: customsGoods.hsPath.handler(async ({ input, context }) => {
    const search = await context.services.hs();
    return { path: search.book.path(input.code) };
  }),
  suggestHs: customsGoods.suggestHs.handler(async ({ input, context }) => ({
    suggestions: await context.services.reads.run(suggestHsQuery, input.skuId),
    declared: await context.services.reads.run(suggestDeclaredQuery, input.skuId),
  })),
  elementLists: customsGoods.elementLists.handler(({ context }) => ({
    lists: listElementLists(context.services.context.read),
  })),
  saveElementList: customsGoods.saveElementList.handler(({ input, context }) =>
    saveElementList(context.services.context, actOf(context), input),
  ),
  learnElementList: customsGoods.learnElementList.handler(({ input, context }) =>
    learnElementList(context.services.context, actOf(context), input.skuId),
  ),
  removeElementList: customsGoods.removeElementList.handler(({ input, context }) => {
    removeElementList(context.services.context, actOf(context), input.code, input.version);
    return {};
  }),
  checkElements: customsGoods.checkElements.handler(({ input, context }) =>
    checkElements(context.services.context.read, input.code, input.elements),
  ),
  addPicture: customsGoods.addPicture.handler(({ input, context }) =>
    addPicture(context.services.context, actOf(context), {
      skuId: input.skuId,
      kind: input.kind,
      content: Buffer.from(input.contentBase64, 'base64'),
    }),
  ),
  picture: customsGoods.picture.handler(({ input, context }) => {
    const { picture, content } = readPicture(context.services.context.read, input.id);
    return { picture, contentBase64: Buffer.from(content).toString('base64') };
  }),
  removePicture: customsGoods.removePicture.handler(({ input, context }) => {
    removePicture(context.services.context, actOf(context), input.id);
    return {};
  }),
  exportCsv: customsGoods.exportCsv.handler(({ context }) => context.services.reads.run(exportGoodsQuery, null)),
});
