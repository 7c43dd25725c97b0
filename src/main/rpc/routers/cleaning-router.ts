import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { moveRule, removeRule, saveRule, setRuleState } from '#main/usecases/cleaning/manage-rules.ts';
import { startApply, startUndo, stopRun } from '#main/usecases/cleaning/manage-runs.ts';
import { readOrderCleaning, revealOrderCleaning } from '#main/usecases/cleaning/order-cleaning.ts';
import { previewRule } from '#main/usecases/cleaning/preview-rule.ts';
import { listLeftOrders } from '#main/usecases/cleaning/run-rows.ts';
import { listFlags, listRules, listVersions } from '#main/usecases/cleaning/view-rules.ts';

export const cleaningRouter = base.cleaning.router({
  rules: base.cleaning.rules.handler(({ context }) => ({ rules: listRules(context.services.context.read) })),
  flags: base.cleaning.flags.handler(({ context }) => ({ flags: listFlags(context.services.context.read) })),
  save: base.cleaning.save.handler(({ input, context }) => saveRule(context.services.context, actOf(context), input)),
  setState: base.cleaning.setState.handler(({ input, context }) =>
    setRuleState(context.services.context, actOf(context), input),
  ),
  move: base.cleaning.move.handler(({ input, context }) => ({
    rules: moveRule(context.services.context, actOf(context), input.id, input.beforeId),
  })),
  remove: base.cleaning.remove.handler(({ input, context }) => ({
    rules: removeRule(context.services.context, actOf(context), input.id),
  })),
  versions: base.cleaning.versions.handler(({ input, context }) =>
    listVersions(context.services.context.read, input.id),
  ),
  preview: base.cleaning.preview.handler(({ input, context }) => previewRule(context.services.context, input)),
  apply: base.cleaning.apply.handler(({ input, context }) =>
    startApply(context.services.context, actOf(context), input.id),
  ),
  undo: base.cleaning.undo.handler(({ input, context }) =>
    startUndo(context.services.context, actOf(context), input.id, input.version),
  ),
  stopRun: base.cleaning.stopRun.handler(({ input, context }) =>
    stopRun(context.services.context, actOf(context), input.id),
  ),
  leftOrders: base.cleaning.leftOrders.handler(({ input, context }) => ({
    orders: listLeftOrders(context.services.context.read, input.id),
  })),
  ofOrder: base.cleaning.ofOrder.handler(({ input, context }) =>
    readOrderCleaning(context.services.context.read, input.id),
  ),
  revealOrder: base.cleaning.revealOrder.handler(({ input, context }) =>
    revealOrderCleaning(context.services.context, actOf(context), input.id, input.reason),
  ),
});
