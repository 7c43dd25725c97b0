import type { CallContext } from '#main/rpc/call-context.ts';
import { listOperators } from '#main/usecases/auth/operator-view.ts';
import type { OperatorView } from '#shared/contract/auth.ts';

/**
 * The person at this window. In a shop of one without a PIN nobody has to say who they are: that person is signed in
 * as soon as the window looks.
 */
export function presentOperator({ services, session }: CallContext): OperatorView | null {
  if (session.kind !== 'window') return null;
  const active = listOperators(services.context.read).filter((operator) => operator.active);
  const [only] = active;
  if (active.length === 1 && only && !only.hasPin) session.signIn(only);
  const id = session.actor()?.id;
  const present = active.find((operator) => operator.id === id) ?? null;
  return present && session.isByBadge() ? { ...present, role: 'operator' } : present;
}
