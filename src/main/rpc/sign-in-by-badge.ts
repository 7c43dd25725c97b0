import type { CallContext } from '#main/rpc/call-context.ts';
import { windowAct } from '#main/rpc/window-act.ts';
import { signInWithBadge } from '#main/usecases/auth/sign-in.ts';
import type { OperatorView } from '#shared/contract/auth.ts';

/** Signs the window of this call in with a badge. @throws AppError ERR_AUTH_BADGE_UNKNOWN; ERR_AUTH_SCOPE_MISSING for integrations */
export function signInByBadge(context: CallContext, secret: string): OperatorView {
  const operator = signInWithBadge(context.services.context, secret, windowAct(context));
  context.session.signIn(operator, true);
  return { ...operator, role: 'operator' };
}
