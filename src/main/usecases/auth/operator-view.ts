import type { OperatorView } from '#shared/contract/system.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { badgeHolders } from '#main/db/repos/badges-repo.ts';
import { listOperatorRows } from '#main/db/repos/operators-repo.ts';
import type { OperatorRow } from '#main/db/repos/operators-repo.ts';

/** A person as windows see them: no hash, no badge code. */
export function operatorView(row: OperatorRow, hasBadge: boolean): OperatorView {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    active: row.active === 1,
    hasPin: row.pin_hash !== null,
    hasBadge,
    lockedUntilMs: row.locked_until_ms,
  };
}

/** People who can sign in, then those who left. */
export function listOperators(db: ReadDb): OperatorView[] {
  const holders = badgeHolders(db);
  return listOperatorRows(db).map((row) => operatorView(row, holders.has(row.id)));
}
