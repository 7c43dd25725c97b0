import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import type { CallContext } from '#main/rpc/call-context.ts';
import { askBuyers, listAskTemplates, saveAskTemplate } from '#main/usecases/customs/desk/ask-buyers.ts';
import { checkNumber } from '#main/usecases/customs/desk/check-number.ts';
import { fillCases, undoFill } from '#main/usecases/customs/desk/fill-cases.ts';
import { listCases, readOverview } from '#main/usecases/customs/desk/list-cases.ts';
import { listProfiles, readProfile, saveProfile } from '#main/usecases/customs/desk/manage-profiles.ts';
import { overrideCase, withdrawOverride } from '#main/usecases/customs/desk/override-case.ts';
import { readCase, revealCase } from '#main/usecases/customs/desk/read-case.ts';
import { readCheckTools } from '#main/usecases/customs/desk/read-check-tools.ts';
import { recheckCases } from '#main/usecases/customs/desk/recheck-cases.ts';
import { takeReplies } from '#main/usecases/customs/desk/take-replies.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** A badge can be lost: whoever came by one has a packer's rights and none by name. */
function refuseBadge({ session }: CallContext): void {
  if (session.isByBadge()) throw new AppError('ERR_AUTH_RIGHT_MISSING', { right: 'customs_release' });
}

export const customsDeskRouter = base.customsDesk.router({
  profiles: base.customsDesk.profiles.handler(({ context }) => ({
    profiles: listProfiles(context.services.context.read),
  })),
  profile: base.customsDesk.profile.handler(({ input, context }) =>
    readProfile(context.services.context.read, input.shopId),
  ),
  saveProfile: base.customsDesk.saveProfile.handler(({ input, context }) =>
    saveProfile(context.services.context, actOf(context), input),
  ),
  overview: base.customsDesk.overview.handler(({ context }) => {
    const actor = context.session.actor();
    return readOverview(
      context.services.context.read,
      actor?.kind === 'operator' ? { ...actor, isByBadge: context.session.isByBadge() } : null,
    );
  }),
  cases: base.customsDesk.cases.handler(({ input, context }) => listCases(context.services.context.read, input)),
  case: base.customsDesk.case.handler(({ input, context }) => readCase(context.services.context.read, input.orderId)),
  reveal: base.customsDesk.reveal.handler(({ input, context }) =>
    revealCase(context.services.context, actOf(context), input.orderId, input.reason),
  ),
  checkNumber: base.customsDesk.checkNumber.handler(({ input }) => checkNumber(input.kind, input.value)),
  fill: base.customsDesk.fill.handler(({ input, context }) =>
    fillCases(context.services.context, actOf(context), readCheckTools, input),
  ),
  undoFill: base.customsDesk.undoFill.handler(({ input, context }) =>
    undoFill(context.services.context, actOf(context), readCheckTools, input.fillId),
  ),
  recheck: base.customsDesk.recheck.handler(({ input, context }) =>
    recheckCases(context.services.context, actOf(context), readCheckTools, input.orderIds),
  ),
  override: base.customsDesk.override.handler(({ input, context }) => {
    refuseBadge(context);
    return overrideCase(context.services.context, actOf(context), readCheckTools, input);
  }),
  withdraw: base.customsDesk.withdraw.handler(({ input, context }) => {
    refuseBadge(context);
    return withdrawOverride(context.services.context, actOf(context), readCheckTools, input);
  }),
  askTemplates: base.customsDesk.askTemplates.handler(({ context }) => ({
    templates: listAskTemplates(context.services.context.read),
  })),
  saveAskTemplate: base.customsDesk.saveAskTemplate.handler(({ input, context }) =>
    saveAskTemplate(context.services.context, actOf(context), input),
  ),
  ask: base.customsDesk.ask.handler(({ input, context }) =>
    askBuyers(context.services.context, actOf(context), {
      orderIds: input.orderIds,
      language: input.language ?? null,
      mark: input.mark,
    }),
  ),
  takeReplies: base.customsDesk.takeReplies.handler(({ input, context }) =>
    takeReplies(context.services.context, actOf(context), readCheckTools, input),
  ),
});
