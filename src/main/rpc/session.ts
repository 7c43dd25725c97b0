import { AppError } from '#shared/errors/app-error.ts';
import { LOCAL_OPERATOR } from '#shared/contract/auth.ts';
import type { Scope } from '#shared/contract/procedure.ts';
import type { ClientSession } from '#main/rpc/call-context.ts';
import { scopesOfRole, scopesOfToken } from '#main/rpc/scopes.ts';
import type { OperatorRole, TokenScope } from '#main/rpc/scopes.ts';
import type { Actor } from '#main/usecases/actor.ts';

/** A person at a window. */
export interface SignedIn {
  readonly id: string;
  readonly name: string;
  readonly role: OperatorRole;
}

/** An integration, after its token was found good. */
export interface VerifiedToken {
  readonly id: string;
  readonly name: string;
  readonly scope: TokenScope;
}

/** All clients of this backend. A window's session outlives its connection, so a reconnect does not sign anyone out. */
export interface Sessions {
  /** The session of a window; the same one for the same id. */
  window(id: string): ClientSession;
  api(token: VerifiedToken): ClientSession;
  /** Takes an operator's new role over at every window, or signs them out everywhere (null). */
  operatorChanged(operatorId: string, role: OperatorRole | null): void;
  /** Signs out the windows that a person's badge signed in. */
  badgeRevoked(operatorId: string): void;
  /** Ends what runs with a token that was revoked. */
  tokenRevoked(tokenId: string): void;
}

export interface SessionsOptions {
  /** False while no operator exists, and in shops that work without sign-in: then a window acts as local administrator. */
  readonly signInRequired: () => boolean;
  /** Signs out windows where nobody did anything for `afterMs()`; 0 means never. */
  readonly idle?: IdleRule;
  /** Told whenever a window asks for anything: somebody may be looking at it. */
  readonly onWindow?: () => void;
}

export interface IdleRule {
  readonly nowMs: () => number;
  readonly afterMs: () => number;
}

/** Windows of one PC; a browser that opens ever new tabs must not fill the memory. */
const MAX_WINDOWS = 100;

/** Who a window acts as while nobody has to sign in. */
export const LOCAL: SignedIn = { id: LOCAL_OPERATOR, name: 'Local', role: 'admin' };

export function createSessions(options: SessionsOptions): Sessions {
  const windows = new Map<string, WindowSession>();
  const tokens = new Map<string, AbortController>();
  return {
    window(id) {
      const session = windows.get(id) ?? new WindowSession(id, options);
      // Re-inserted last: the window that was not seen for longest is forgotten first.
      windows.delete(id);
      windows.set(id, session);
      const oldest = windows.keys().next();
      if (windows.size > MAX_WINDOWS && !oldest.done) windows.delete(oldest.value);
      return session;
    },
    api(token) {
      const end = tokens.get(token.id) ?? new AbortController();
      tokens.set(token.id, end);
      return apiSession(token, end.signal);
    },
    tokenRevoked(tokenId) {
      tokens.get(tokenId)?.abort();
      tokens.delete(tokenId);
    },
    badgeRevoked(operatorId) {
      for (const session of windows.values()) session.badgeRevoked(operatorId);
    },
    operatorChanged(operatorId, role) {
      for (const session of windows.values()) session.operatorChanged(operatorId, role);
    },
  };
}

class WindowSession implements ClientSession {
  readonly id: string;
  readonly kind = 'window';
  readonly source: string;
  readonly ended = new AbortController().signal;
  readonly #options: SessionsOptions;
  #operator: SignedIn | null = null;
  #byBadge = false;
  #actedAtMs = 0;

  constructor(id: string, options: SessionsOptions) {
    this.id = id;
    this.source = `window:${id}`;
    this.#options = options;
  }

  scopes(): ReadonlySet<Scope> {
    this.#options.onWindow?.();
    const present = this.#present();
    return scopesOfRole(present && this.isByBadge() ? 'operator' : (present?.role ?? null));
  }

  actor(): Actor | null {
    const present = this.#present();
    return present && { kind: 'operator', id: present.id, name: present.name };
  }

  signIn(operator: SignedIn, byBadge = false): void {
    this.#byBadge = byBadge;
    this.#operator = operator;
    this.acted();
  }

  isByBadge(): boolean {
    return this.#byBadge && this.#operator !== null;
  }

  signOut(): void {
    this.#operator = null;
  }

  acted(): void {
    this.#actedAtMs = this.#options.idle?.nowMs() ?? 0;
  }

  operatorChanged(operatorId: string, role: OperatorRole | null): void {
    if (this.#operator?.id !== operatorId) return;
    this.#operator = role === null ? null : { ...this.#operator, role };
  }

  badgeRevoked(operatorId: string): void {
    if (this.#byBadge && this.#operator?.id === operatorId) this.#operator = null;
  }

  #present(): SignedIn | null {
    if (this.#isIdle()) this.#operator = null;
    return this.#operator ?? (this.#options.signInRequired() ? null : LOCAL);
  }

  #isIdle(): boolean {
    const { idle } = this.#options;
    const afterMs = idle?.afterMs() ?? 0;
    if (idle === undefined || afterMs === 0) return false;
    // The clock was set back: what was done lately cannot lie ahead.
    this.#actedAtMs = Math.min(this.#actedAtMs, idle.nowMs());
    return idle.nowMs() - this.#actedAtMs >= afterMs;
  }
}

function apiSession(token: VerifiedToken, ended: AbortSignal): ClientSession {
  const refuse = (): never => {
    throw new AppError('ERR_AUTH_SCOPE_MISSING', { needed: 'window' });
  };
  return {
    id: token.id,
    kind: 'api',
    source: `api:${token.name}`,
    scopes: () => scopesOfToken(token.scope),
    actor: () => ({ kind: 'api', id: token.id, name: token.name }),
    ended,
    signIn: refuse,
    isByBadge: () => false,
    signOut: refuse,
    acted: () => {},
  };
}
