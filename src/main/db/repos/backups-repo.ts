import type { UtcMs } from '#shared/model/time.ts';
import { byNewestBackup } from '#main/db/data-folder.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';

export interface BackupRow {
  readonly id: string;
  readonly path: string;
  /** `scheduled`, `manual`, `before_update`, `before_restore`, `salvaged` */
  readonly kind: string;
  readonly at_ms: UtcMs;
  readonly bytes: number;
  /** Empty while nobody has read it. */
  readonly sha256: string;
  readonly verified_at_ms: UtcMs | null;
  /** A code, possibly with what it concerns: `ERR_DB_DISK_FULL`, `second_location ENOENT`. */
  readonly failure: string | null;
}

export function insertBackup(tx: WriteTx, row: BackupRow): void {
  tx.prepare<[BackupRow]>(
    `INSERT INTO backups (id, path, kind, at_ms, bytes, sha256, verified_at_ms, failure)
     VALUES (@id, @path, @kind, @at_ms, @bytes, @sha256, @verified_at_ms, @failure)`,
  ).run(row);
  tx.changed('backups');
}

export function findBackup(db: ReadDb, id: string): BackupRow | undefined {
  return db.prepare<[string], BackupRow>('SELECT * FROM backups WHERE id = ?').get(id);
}

/** Newest first. */
export function listBackupRows(db: ReadDb): BackupRow[] {
  const rows = db.prepare<[], BackupRow>('SELECT * FROM backups ORDER BY at_ms DESC, id DESC').all();
  return rows.toSorted((a, b) => byNewestBackup(a.path, b.path));
}

export function setBackupVerdict(
  tx: WriteTx,
  id: string,
  verdict: { sha256: string; verifiedAtMs: UtcMs | null; failure: string | null },
): void {
  tx.prepare<[string, UtcMs | null, string | null, string]>(
    'UPDATE backups SET sha256 = ?, verified_at_ms = ?, failure = ? WHERE id = ?',
  ).run(verdict.sha256, verdict.verifiedAtMs, verdict.failure, id);
  tx.changed('backups');
}

export function deleteBackupRow(tx: WriteTx, id: string): void {
  tx.prepare<[string]>('DELETE FROM backups WHERE id = ?').run(id);
  tx.changed('backups');
}
