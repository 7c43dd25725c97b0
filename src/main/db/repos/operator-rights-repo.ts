import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import { unlessDamaged } from '#main/db/unless-damaged.ts';
import { OperatorRight } from '#shared/model/operator-right.ts';

/** Named rights by person; rights that only another version of the product knows are left out. */
export function rightsByOperator(db: ReadDb): Map<string, OperatorRight[]> {
  const rights = new Map<string, OperatorRight[]>();
  const stored = db.prepare<[], { operator_id: string; name: string }>(
    'SELECT operator_id, name FROM operator_rights ORDER BY name',
  );
  // The list of people is what a damaged database is opened with.
  for (const row of unlessDamaged(() => stored.all(), [])) {
    const right = OperatorRight.safeParse(row.name);
    if (right.success) rights.set(row.operator_id, [...(rights.get(row.operator_id) ?? []), right.data]);
  }
  return rights;
}

/** Whether a person who may still sign in has the right. */
export function hasRight(db: ReadDb, operatorId: string, right: OperatorRight): boolean {
  return (
    db
      .pluck<[string, string], number>(
        'SELECT 1 FROM operator_rights r JOIN operators o ON o.id = r.operator_id WHERE r.operator_id = ? AND r.name = ? AND o.active = 1',
      )
      .get(operatorId, right) === 1
  );
}

export function saveRights(tx: WriteTx, operatorId: string, rights: readonly OperatorRight[]): void {
  tx.prepare<[string]>('DELETE FROM operator_rights WHERE operator_id = ?').run(operatorId);
  for (const right of new Set(rights))
    tx.prepare<[string, string]>('INSERT INTO operator_rights (operator_id, name) VALUES (?, ?)').run(
      operatorId,
      right,
    );
}
