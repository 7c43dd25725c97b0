import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import {
  listPackagings,
  removePackaging,
  savePackaging,
  setDefaultPackaging,
} from '#main/usecases/weighing/manage-packagings.ts';
import { correctSkuWeight, forgetSkuWeight, listSkuWeights } from '#main/usecases/weighing/manage-sku-weights.ts';

export const weighingRouter = base.weighing.router({
  packagings: base.weighing.packagings.handler(({ context }) => ({
    packagings: listPackagings(context.services.context.read),
  })),
  savePackaging: base.weighing.savePackaging.handler(({ input, context }) =>
    savePackaging(context.services.context, actOf(context), input),
  ),
  removePackaging: base.weighing.removePackaging.handler(({ input, context }) => {
    removePackaging(context.services.context, actOf(context), input.id);
    return {};
  }),
  setDefaultPackaging: base.weighing.setDefaultPackaging.handler(({ input, context }) => {
    setDefaultPackaging(context.services.context, actOf(context), input);
    return {};
  }),
  skuWeights: base.weighing.skuWeights.handler(({ input, context }) => ({
    weights: listSkuWeights(context.services.context.read, input.search),
  })),
  forgetSkuWeight: base.weighing.forgetSkuWeight.handler(({ input, context }) => {
    forgetSkuWeight(context.services.context, actOf(context), input.skuId);
    return {};
  }),
  correctSkuWeight: base.weighing.correctSkuWeight.handler(({ input, context }) => {
    correctSkuWeight(context.services.context, actOf(context), input.skuId, input.grams);
    return {};
  }),
});
