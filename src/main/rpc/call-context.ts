import type { Actor } from '#main/usecases/actor.ts';
import type { UseCaseLog } from '#main/usecases/use-case-context.ts';
import type { Services } from '#main/app/services.ts';
import type { Sessions } from '#main/rpc/session.ts';
import type { Scope } from '#shared/contract/procedure.ts';

/** One client: a window of a host, or an integration with a token. A window's operator changes with sign-in and sign-out. */
export interface ClientSession {
  readonly id: string;
  readonly kind: 'window' | 'api';
  /** Where its acts come from, for timeline and audit: `window:<id>` or `api:<token name>`. */
  readonly source: string;
  /** Rights that the client has now; a window's follow from the signed-in operator's role. */
  scopes(): ReadonlySet<Scope>;
  actor(): Actor | null;
  /** `byBadge`: with a packer's rights, whatever the role. */
  signIn(operator: { id: string; name: string; role: 'operator' | 'lead' | 'admin' }, byBadge?: boolean): void;
  /** The role that counts now is a packer's, because a badge signed in. */
  isByBadge(): boolean;
  signOut(): void;
  /** Aborted when an integration's token is revoked: streams that it still has open end then. A window's never is. */
  readonly ended: AbortSignal;
  /** Somebody does something here: the time after which an idle window signs out begins anew. */
  acted(): void;
}

/** oRPC context of every procedure. */
export interface CallContext {
  readonly services: Services;
  readonly session: ClientSession;
  /** All clients, for acts that change the rights of others. */
  readonly sessions: Sessions;
  readonly traceId: string;
  readonly log: UseCaseLog;
}
