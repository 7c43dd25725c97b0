import type { OperatorRole } from '#core/kernel/permissions.ts';
import type { OperatorId } from '#shared/model/ids.ts';
import type { UtcMs } from '#shared/model/time.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';

export interface OperatorRow {
  readonly id: OperatorId;
  readonly name: string;
  readonly role: OperatorRole;
  readonly pin_hash: string | null;
  readonly failed_count: number;
  readonly locked_until_ms: UtcMs | null;
  readonly active: number;
  readonly created_at_ms: UtcMs;
}

export function findOperator(db: ReadDb, id: OperatorId): OperatorRow | undefined {
  return db.prepare<[OperatorId], OperatorRow>('SELECT * FROM operators WHERE id = ?').get(id);
}

export function listOperatorRows(db: ReadDb): OperatorRow[] {
  return db.prepare<[], OperatorRow>('SELECT * FROM operators ORDER BY active DESC, name').all();
}

export function insertOperator(tx: WriteTx, row: OperatorRow): void {
  tx.prepare<[OperatorRow]>(
    `INSERT INTO operators (id, name, role, pin_hash, failed_count, locked_until_ms, active, created_at_ms)
     VALUES (@id, @name, @role, @pin_hash, @failed_count, @locked_until_ms, @active, @created_at_ms)`,
  ).run(row);
  tx.changed('operators');
}

export function saveOperator(tx: WriteTx, row: OperatorRow): void {
  tx.prepare<[OperatorRow]>(
    `UPDATE operators SET name = @name, role = @role, pin_hash = @pin_hash, failed_count = @failed_count,
       locked_until_ms = @locked_until_ms, active = @active WHERE id = @id AND created_at_ms = @created_at_ms`,
  ).run(row);
  tx.changed('operators');
}

export function setFailedCount(tx: WriteTx, id: OperatorId, failedCount: number, lockedUntilMs: UtcMs | null): void {
  tx.prepare<[number, UtcMs | null, OperatorId]>(
    'UPDATE operators SET failed_count = ?, locked_until_ms = ? WHERE id = ?',
  ).run(failedCount, lockedUntilMs, id);
  tx.changed('operators');
}

/** Whether somebody else is called so, switched off or not. */
export function isNameTaken(db: ReadDb, name: string, id: OperatorId): boolean {
  const sql = 'SELECT 1 FROM operators WHERE name = ? AND id <> ?';
  return db.pluck<[string, OperatorId], number>(sql).get(name, id) !== undefined;
}

/** People who can still administer when this one no longer does. */
export function countOtherAdmins(db: ReadDb, id: OperatorId): number {
  return (
    db
      .pluck<[OperatorId], number>(`SELECT count(*) FROM operators WHERE role = 'admin' AND active = 1 AND id <> ?`)
      .get(id) ?? 0
  );
}
