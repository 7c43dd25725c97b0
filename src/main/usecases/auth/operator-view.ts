import type { OperatorView } from '#shared/contract/system.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { listOperatorRows } from '#main/db/repos/operators-repo.ts';
import type { OperatorRow } from '#main/db/repos/operators-repo.ts';

/** A person as windows see them: no hash, no badge code. */
export function operatorView(row: OperatorRow): OperatorView {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    active: row.active === 1,
    hasPin: row.pin_hash !== null,
    lockedUntilMs: row.locked_until_ms,
  };
}

/** People who can sign in, then those who left. */
export function listOperators(db: ReadDb): OperatorView[] {
  return listOperatorRows(db).map(operatorView);
}
