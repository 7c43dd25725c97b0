import type { OperatorView } from '#shared/contract/auth.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { badgeHolders } from '#main/db/repos/badges-repo.ts';
import { listOperatorRows } from '#main/db/repos/operators-repo.ts';
import type { OperatorRow } from '#main/db/repos/operators-repo.ts';
import { rightsByOperator } from '#main/db/repos/operator-rights-repo.ts';
import type { OperatorRight } from '#shared/model/operator-right.ts';

/** A person as windows see them: no hash, no badge code. */
export function operatorView(row: OperatorRow, hasBadge: boolean, rights: readonly OperatorRight[]): OperatorView {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    active: row.active === 1,
    hasPin: row.pin_hash !== null,
    hasBadge,
    lockedUntilMs: row.locked_until_ms,
    rights: [...rights],
  };
}

/** People who can sign in, then those who left. */
export function listOperators(db: ReadDb): OperatorView[] {
  const holders = badgeHolders(db);
  const rights = rightsByOperator(db);
  return listOperatorRows(db).map((row) => operatorView(row, holders.has(row.id), rights.get(row.id) ?? []));
}
