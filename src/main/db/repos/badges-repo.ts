import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import { unlessDamaged } from '#main/db/unless-damaged.ts';
import type { OperatorRow } from '#main/db/repos/operators-repo.ts';
import type { OperatorId } from '#shared/model/ids.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** The person whose badge this is, while the badge is good and they may sign in. */
export function findOperatorByBadge(db: ReadDb, codeHash: string): OperatorRow | undefined {
  return db
    .prepare<[string], OperatorRow>(
      `SELECT o.* FROM operator_badges b JOIN operators o ON o.id = b.operator_id
       WHERE b.code_hash = ? AND b.revoked_at_ms IS NULL AND o.active = 1`,
    )
    .get(codeHash);
}

/** People who hold a badge that is good. Badges that cannot be read keep nobody from coming in with the PIN. */
export function badgeHolders(db: ReadDb): ReadonlySet<OperatorId> {
  const holders = db.pluck<[], OperatorId>('SELECT operator_id FROM operator_badges WHERE revoked_at_ms IS NULL');
  return new Set(unlessDamaged(() => holders.all(), []));
}

export function insertBadge(
  tx: WriteTx,
  row: { readonly id: string; readonly operatorId: OperatorId; readonly codeHash: string; readonly madeAtMs: UtcMs },
): void {
  tx.prepare<[string, string, string, number]>(
    'INSERT INTO operator_badges (id, operator_id, code_hash, made_at_ms) VALUES (?, ?, ?, ?)',
  ).run(row.id, row.operatorId, row.codeHash, row.madeAtMs);
  tx.changed('operators');
}

/** @returns whether there was one */
export function revokeBadges(tx: WriteTx, operatorId: OperatorId, atMs: UtcMs): boolean {
  const revoked = tx
    .prepare<[number, string]>(
      'UPDATE operator_badges SET revoked_at_ms = ? WHERE operator_id = ? AND revoked_at_ms IS NULL',
    )
    .run(atMs, operatorId);
  tx.changed('operators');
  return revoked.changes > 0;
}

export function touchBadge(tx: WriteTx, codeHash: string, atMs: UtcMs): void {
  tx.prepare<[number, string]>('UPDATE operator_badges SET last_used_at_ms = ? WHERE code_hash = ?').run(
    atMs,
    codeHash,
  );
}
