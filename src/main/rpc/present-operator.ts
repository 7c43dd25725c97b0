import type { CallContext } from '#main/rpc/call-context.ts';
import { listOperators } from '#main/usecases/auth/operator-view.ts';
import { LOCAL } from '#main/rpc/session.ts';
import type { OperatorView } from '#shared/contract/auth.ts';
import { OperatorId } from '#shared/model/ids.ts';

/** What a session may do as long as nobody has a PIN (session.ts), in the shape of a person. */
const NOBODY_KNOWN: OperatorView = {
  id: OperatorId.parse(LOCAL.id),
  name: LOCAL.name,
  role: LOCAL.role,
  active: true,
  hasPin: false,
  hasBadge: false,
  lockedUntilMs: null,
  rights: [],
};

/**
 * The person at this window. In a shop of one without a PIN nobody has to say who they are: that person is signed in
 * as soon as the window looks. Where damage took the list of people, whoever stands here is let in to look and repair: the
 * window would ask for ever who is working.
 */
export function presentOperator({ services, session }: CallContext): OperatorView | null {
  if (session.kind !== 'window') return null;
  const known = listOperators(services.context.read);
  if (known.length === 0 && services.safety.mode() === 'read_only') return NOBODY_KNOWN;
  const active = known.filter((operator) => operator.active);
  const [only] = active;
  if (active.length === 1 && only && !only.hasPin) session.signIn(only);
  const id = session.actor()?.id;
  const present = active.find((operator) => operator.id === id) ?? null;
  return present && session.isByBadge() ? { ...present, role: 'operator' } : present;
}
