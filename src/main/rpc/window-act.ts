import type { CallContext } from '#main/rpc/call-context.ts';
import type { Act } from '#main/usecases/actor.ts';

/** An act at a window where nobody may have signed in yet: signing in itself, and the steps of the first run. */
export function windowAct({ session, traceId }: Pick<CallContext, 'session' | 'traceId'>): Act {
  const actor = session.actor() ?? { kind: 'system', id: 'window', name: 'Packbench' };
  return { actor, source: session.source, traceId };
}
