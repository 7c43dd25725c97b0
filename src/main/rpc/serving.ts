import { ORPCError } from '@orpc/client';
import type { Router } from '@orpc/server';
import type { StandardHandlerOptions } from '@orpc/server/standard';
import type { Services } from '#main/app/services.ts';
import type { CallContext, ClientSession } from '#main/rpc/call-context.ts';
import type { Sessions } from '#main/rpc/session.ts';
import { toWireError } from '#main/rpc/errors.ts';
import type { UseCaseLog } from '#main/usecases/use-case-context.ts';
import type { Contract } from '#shared/contract/index.ts';

/** The implemented contract. */
export type AppRouter = Router<Contract, CallContext>;

/** What every transport needs to serve clients. `R` is the product's router, or a small one in tests. */
export interface Serving<R = AppRouter> {
  readonly router: R;
  readonly services: Services;
  readonly sessions: Sessions;
  readonly log: UseCaseLog;
  /** Names this run of the backend; windows notice by it that the backend was restarted. */
  readonly instanceId: string;
  readonly newTraceId: () => string;
}

/** Context of a call before its own trace id is known. */
export function contextFor(
  { services, sessions, log }: Pick<Serving<unknown>, 'services' | 'sessions' | 'log'>,
  session: ClientSession,
): CallContext {
  return { services, sessions, log, session, traceId: '' };
}

/**
 * Gives each call a trace id and each failure its code, whichever transport it came in by. What fails before the
 * procedure is reached is the request's own fault: it could not be read.
 */
export function handlerOptions(serving: Pick<Serving<unknown>, 'log' | 'newTraceId'>) {
  const reached = new WeakSet<CallContext>();
  return {
    interceptors: [
      async (options) => {
        const context = { ...options.context, traceId: serving.newTraceId() };
        try {
          return await options.next({ ...options, context });
        } catch (error) {
          const thrown = reached.has(context) || error instanceof ORPCError ? error : new ORPCError('BAD_REQUEST');
          throw toWireError(thrown, context.traceId, serving.log);
        }
      },
    ],
    clientInterceptors: [
      (options) => {
        reached.add(options.context);
        return options.next();
      },
    ],
  } satisfies StandardHandlerOptions<CallContext>;
}
