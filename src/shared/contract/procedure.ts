import { oc } from '@orpc/contract';
import type { HTTPMethod } from '@orpc/contract';

/** Least right that a caller needs: on the API the token's scope, in a window the signed-in operator's role. */
export type Scope = 'public' | 'read' | 'operate' | 'lead' | 'admin';

export interface ProcedureMeta {
  readonly scope: Scope;
}

/**
 * Starts one procedure of the contract: who may call it and where it stands on the HTTP API.
 * Errors travel as ORPCError with `code` from the catalogue and `data` with the placeholders of its texts.
 */
export function procedure(scope: Scope, method: HTTPMethod, path: `/${string}`, summary: string) {
  return oc.$meta<ProcedureMeta>({ scope: 'admin' }).meta({ scope }).route({ method, path, summary });
}
