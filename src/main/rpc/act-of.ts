import type { CallContext } from '#main/rpc/call-context.ts';
import type { Act } from '#main/usecases/actor.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Who does what this call asks for. @throws AppError ERR_AUTH_SIGN_IN_REQUIRED when nobody has signed in at the window. */
export function actOf({ session, traceId }: Pick<CallContext, 'session' | 'traceId'>): Act {
  const actor = session.actor();
  if (!actor) throw new AppError('ERR_AUTH_SIGN_IN_REQUIRED');
  return { actor, source: session.source, traceId };
}
