import { os } from '@orpc/server';
import type { CallContext, ClientSession } from '#main/rpc/call-context.ts';
import { neededScope } from '#main/rpc/scopes.ts';
import type { ProcedureMeta, Scope } from '#shared/contract/procedure.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** The design's bound for one path of the backend, as far as a person waits for it. */
const SLOW_CALL_MS = 250;

const contextual = os.$meta<ProcedureMeta>({ scope: 'admin' }).$context<CallContext>();

/** Runs before the input is even looked at, so that a caller without the right learns nothing from validation. */
export const checkScope = contextual.middleware(({ context, procedure, next }) => {
  const { meta, route } = procedure['~orpc'];
  assertScope(context.session, neededScope(meta.scope, context.session.kind, route.method));
  // Reads come by themselves, whenever live events arrive; a person at work writes.
  if (route.method !== 'GET') context.session.acted();
  return next();
});

/** One line per call, with its time; calls that keep a person waiting are warnings. */
export const logCall = contextual.middleware(async ({ context: { log, session, traceId }, path, next }) => {
  const startedAt = performance.now();
  try {
    return await next();
  } finally {
    const ms = Math.round(performance.now() - startedAt);
    const entry = { call: path.join('.'), ms, client: session.kind, traceId };
    if (ms > SLOW_CALL_MS) log.warn(entry, 'Slow call');
    else log.debug(entry, 'Call');
  }
});

function assertScope(session: ClientSession, needed: Scope): void {
  const scopes = session.scopes();
  if (scopes.has(needed)) return;
  if (session.kind === 'api') throw new AppError('ERR_AUTH_SCOPE_MISSING', { needed });
  if (session.actor() === null) throw new AppError('ERR_AUTH_SIGN_IN_REQUIRED');
  throw new AppError('ERR_AUTH_ROLE_MISSING', { needed });
}
