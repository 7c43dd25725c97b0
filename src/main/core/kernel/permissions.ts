import type { Scope } from '#shared/contract/procedure.ts';

export type OperatorRole = 'operator' | 'lead' | 'admin';
export type TokenScope = 'read' | 'operate' | 'admin';

/** What each role may do in a window. Each right is listed: nothing follows from the order of roles. */
export const SCOPES_BY_ROLE: Readonly<Record<OperatorRole, readonly Scope[]>> = {
  operator: ['public', 'read', 'operate'],
  lead: ['public', 'read', 'operate', 'lead'],
  admin: ['public', 'read', 'operate', 'lead', 'admin'],
};

/** What each API token may do. */
export const SCOPES_BY_TOKEN: Readonly<Record<TokenScope, readonly Scope[]>> = {
  read: ['public', 'read'],
  operate: ['public', 'read', 'operate'],
  admin: ['public', 'read', 'operate', 'lead', 'admin'],
};

/** A window in which nobody has signed in. */
export const SIGNED_OUT_SCOPES: readonly Scope[] = ['public'];
