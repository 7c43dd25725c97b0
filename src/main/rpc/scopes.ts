import type { Scope } from '#shared/contract/procedure.ts';

export type OperatorRole = 'operator' | 'lead' | 'admin';
export type TokenScope = 'read' | 'operate' | 'admin';

const PUBLIC: ReadonlySet<Scope> = new Set(['public']);

const ROLE_SCOPES: Readonly<Record<OperatorRole, ReadonlySet<Scope>>> = {
  operator: new Set(['public', 'read', 'operate']),
  lead: new Set(['public', 'read', 'operate', 'lead']),
  admin: new Set(['public', 'read', 'operate', 'lead', 'admin']),
};

/** A token never has `public`: what a window may do before anyone signed in (first run, sign-in) is no business of scripts. */
const TOKEN_SCOPES: Readonly<Record<TokenScope, ReadonlySet<Scope>>> = {
  read: new Set(['read']),
  operate: new Set(['read', 'operate']),
  admin: new Set(['read', 'operate', 'lead', 'admin']),
};

/** Rights of a window with this operator; null while nobody has signed in. Each role includes the ones below it. */
export function scopesOfRole(role: OperatorRole | null): ReadonlySet<Scope> {
  return role === null ? PUBLIC : ROLE_SCOPES[role];
}

/** Rights of an API token. */
export function scopesOfToken(scope: TokenScope): ReadonlySet<Scope> {
  return TOKEN_SCOPES[scope];
}

/**
 * Right that a call needs from this kind of client. Over the API, public reads (status, live events) need `read` and
 * public writes need `admin`, because a token has no window in which a person could sign in.
 */
export function neededScope(scope: Scope, kind: 'window' | 'api', method: string | undefined): Scope {
  if (kind === 'window' || scope !== 'public') return scope;
  return method === 'GET' ? 'read' : 'admin';
}
