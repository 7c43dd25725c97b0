import { implement } from '@orpc/server';
import type { CallContext } from '#main/rpc/call-context.ts';
import { checkScope, logCall } from '#main/rpc/middleware.ts';
import { contract } from '#shared/contract/index.ts';

/**
 * Where every router begins: `base.orders.router({ list: base.orders.list.handler(...), ... })`. The contract says what
 * goes in and out and who may call; handlers pass on to use cases and throw AppError.
 */
export const base = implement(contract).$context<CallContext>().use(logCall).use(checkScope);
