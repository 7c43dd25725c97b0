import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { windowAct } from '#main/rpc/window-act.ts';
import { listAuditQuery } from '#main/usecases/audit/audit-query.ts';
import { createApiToken, listApiTokens, revokeApiToken } from '#main/usecases/auth/manage-api-tokens.ts';
import { createOperator, updateOperator } from '#main/usecases/auth/manage-operators.ts';
import { listOperators } from '#main/usecases/auth/operator-view.ts';
import { signIn } from '#main/usecases/auth/sign-in.ts';
import { signOut } from '#main/usecases/auth/sign-out.ts';

export const authRouter = base.auth.router({
  operators: base.auth.operators.handler(({ context }) => ({
    operators: listOperators(context.services.context.read),
  })),
  signIn: base.auth.signIn.handler(async ({ input, context }) => {
    const operator = await signIn(context.services.context, input, windowAct(context));
    context.session.signIn(operator);
    return operator;
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
