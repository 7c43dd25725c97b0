import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { windowAct } from '#main/rpc/window-act.ts';
import { listAuditQuery } from '#main/usecases/audit/audit-query.ts';
import { createApiToken, listApiTokens, revokeApiToken } from '#main/usecases/auth/manage-api-tokens.ts';
import { revokeBadge } from '#main/usecases/auth/manage-badges.ts';
import { createOperator, updateOperator } from '#main/usecases/auth/manage-operators.ts';
import { listOperators } from '#main/usecases/auth/operator-view.ts';
import { signIn } from '#main/usecases/auth/sign-in.ts';
import { signInByBadge } from '#main/rpc/sign-in-by-badge.ts';
import { signOut } from '#main/usecases/auth/sign-out.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { parseCommandBarcode } from '#shared/scanning/command-barcode.ts';

function badgeSecret(code: string): string | null {
  const read = parseCommandBarcode(code);
  return read?.kind === 'badge' ? read.secret : null;
}

export const authRouter = base.auth.router({
  operators: base.auth.operators.handler(({ context }) => ({
    operators: listOperators(context.services.context.read),
  })),
  signIn: base.auth.signIn.handler(async ({ input, context }) => {
    const operator = await signIn(context.services.context, input, windowAct(context));
    context.session.signIn(operator);
    return operator;
  }),
  signInWithBadge: base.auth.signInWithBadge.handler(({ input, context }) => {
    const secret = 'ticket' in input ? context.services.badgeTickets.redeem(input.ticket) : badgeSecret(input.code);
    if (secret === null) throw new AppError('ERR_AUTH_BADGE_UNKNOWN');
    return signInByBadge(context, secret);
  }),
  makeBadge: base.auth.makeBadge.handler(async ({ input, context }) => {
    const badge = await context.services.drawBadge(actOf(context), input.id);
    context.sessions.badgeRevoked(input.id);
    return badge;
  }),
  revokeBadge: base.auth.revokeBadge.handler(({ input, context }) => {
    revokeBadge(context.services.context, actOf(context), input.id);
    context.sessions.badgeRevoked(input.id);
    return {};
  }),
  signOut: base.auth.signOut.handler(({ context }) => {
    if (context.session.actor()) signOut(context.services.context, actOf(context));
    context.session.signOut();
    return {};
  }),
  createOperator: base.auth.createOperator.handler(({ input, context }) =>
    createOperator(context.services.context, input, actOf(context)),
  ),
  updateOperator: base.auth.updateOperator.handler(async ({ input, context }) => {
    const operator = await updateOperator(context.services.context, input, actOf(context));
    context.sessions.operatorChanged(operator.id, operator.active ? operator.role : null);
    return operator;
  }),
  audit: base.auth.audit.handler(({ input, context }) => context.services.reads.run(listAuditQuery, input)),
  tokens: base.auth.tokens.handler(({ context }) => ({ tokens: listApiTokens(context.services.context.read) })),
  createToken: base.auth.createToken.handler(({ input, context }) =>
    createApiToken(context.services.context, input, actOf(context)),
  ),
  revokeToken: base.auth.revokeToken.handler(({ input, context }) => {
    revokeApiToken(context.services.context, input.id, actOf(context));
    context.sessions.tokenRevoked(input.id);
    return {};
  }),
});
