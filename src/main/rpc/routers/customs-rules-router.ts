import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { confirmRule } from '#main/usecases/customs/rules/confirm-rule.ts';
import { enterRate } from '#main/usecases/customs/rules/enter-rate.ts';
import { importRates } from '#main/usecases/customs/rules/import-rates.ts';
import { installRulePack, undoRulePack } from '#main/usecases/customs/rules/install-rule-pack.ts';
import { listRules, readRulesState } from '#main/usecases/customs/rules/list-rules.ts';
import { addOwnWord, listOwnWords, removeOwnWord } from '#main/usecases/customs/rules/own-words.ts';
import { newestRates } from '#main/usecases/customs/rules/rate-rows.ts';

export const customsRulesRouter = base.customsRules.router({
  state: base.customsRules.state.handler(({ context }) => readRulesState(context.services.context.read)),
  list: base.customsRules.list.handler(({ input, context }) => {
    const { read, clock } = context.services.context;
    return listRules(read, { ...input, today: new Date(clock.nowMs()).toISOString().slice(0, 10) });
  }),
  confirm: base.customsRules.confirm.handler(({ input, context }) => {
    confirmRule(context.services.context, actOf(context), input);
    return {};
  }),
  installPack: base.customsRules.installPack.handler(({ input, context }) =>
    installRulePack(context.services.context, actOf(context), input),
  ),
  undoPack: base.customsRules.undoPack.handler(({ input, context }) =>
    undoRulePack(context.services.context, actOf(context), input),
  ),
  rates: base.customsRules.rates.handler(({ context }) => ({ rates: newestRates(context.services.context.read) })),
  enterRate: base.customsRules.enterRate.handler(({ input, context }) => {
    enterRate(context.services.context, actOf(context), input);
    return {};
  }),
  importRates: base.customsRules.importRates.handler(async ({ input, context }) => {
    const bytes = Buffer.from(input.contentBase64, 'base64');
    const { taken, refused } = await importRates(context.services.context, actOf(context), {
      fileName: input.fileName,
      bytes,
    });
    return { taken, refused: [...refused] };
  }),
  words: base.customsRules.words.handler(({ context }) => ({ words: listOwnWords(context.services.context.read) })),
  addWord: base.customsRules.addWord.handler(({ input, context }) => {
    addOwnWord(context.services.context, actOf(context), input);
    return {};
  }),
  removeWord: base.customsRules.removeWord.handler(({ input, context }) => {
    removeOwnWord(context.services.context, actOf(context), input);
    return {};
  }),
});
