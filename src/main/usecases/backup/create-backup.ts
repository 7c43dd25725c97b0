import type { Act } from '#main/usecases/actor.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { createBackup } from '#main/db/backup.ts';
import type { HashedBackupFile } from '#main/db/backup.ts';
import { copyBackup } from '#main/db/copy-backup.ts';
import { freeBackupPath } from '#main/db/backup-files.ts';
import { insertBackup } from '#main/db/repos/backups-repo.ts';
import type { BackupRow } from '#main/db/repos/backups-repo.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { adoptBackupFiles } from '#main/usecases/backup/adopt-backup-files.ts';
import { backupView, COPY_FAILED } from '#main/usecases/backup/backup-view.ts';
import type { BackupFiles } from '#main/usecases/backup/backup-view.ts';
import { deleteExpiredBackups } from '#main/usecases/backup/delete-expired-backups.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { BackupView } from '#shared/contract/backups.ts';

/**
 * Backs up now: written and read through in a thread of its own, copied to the second place where one is set, old ones removed.
 * A failure is kept in the list of backups as well as thrown; a second place that cannot be reached does not spoil the backup itself.
 * @throws AppError ERR_DB_BACKUP_FAILED, ERR_DB_BACKUP_INVALID, ERR_DB_DISK_FULL, ERR_DB_CORRUPT
 */
export async function createBackupNow(
  ctx: UseCaseContext,
  files: BackupFiles,
  input: { readonly kind: 'scheduled' | 'manual' },
  act: Act,
): Promise<BackupView> {
  const path = freeBackupPath(files.folder.backupDir, ctx.clock.nowMs(), input.kind);
  try {
    const file = await createBackup({ source: files.folder.databaseFile, key: files.key, target: path });
    const failure = await copyToSecondPlace(ctx, file);
    const row = record(ctx, { path, kind: input.kind, bytes: file.bytes, sha256: file.sha256, failure }, act);
    adoptBackupFiles(ctx, files);
    deleteExpiredBackups(ctx, files);
    return backupView(row, ctx);
  } catch (error) {
    const failure = error instanceof AppError ? error.code : 'ERR_DB_BACKUP_FAILED';
    record(ctx, { path, kind: input.kind, bytes: 0, sha256: '', failure }, act);
    if (error instanceof AppError && error.code === 'ERR_DB_CORRUPT') files.onDamage?.(error);
    throw error;
  }
}

async function copyToSecondPlace(ctx: UseCaseContext, file: HashedBackupFile): Promise<string | null> {
  const secondDir = readSetting(ctx.read, 'backupSecondDir');
  if (secondDir === '') return null;
  try {
    await copyBackup(file.path, file.sha256, secondDir, hasCopies(ctx));
    return null;
  } catch (error) {
    const reason = error instanceof AppError ? String(error.data['reason']) : 'UNKNOWN';
    ctx.log.warn({ reason }, 'backup not copied to the second place');
    return `${COPY_FAILED}${reason}`;
  }
}

/** Whether a backup was copied since somebody last chose the second place. */
function hasCopies(ctx: UseCaseContext): boolean {
  const copied = ctx.read.pluck<[], number>(
    `SELECT 1 FROM backups WHERE kind IN ('scheduled', 'manual') AND bytes > 0 AND failure IS NULL
     AND at_ms >= (SELECT updated_at_ms FROM settings WHERE name = 'backupSecondDir') LIMIT 1`,
  );
  return copied.get() !== undefined;
}

type Recorded = Pick<BackupRow, 'path' | 'kind' | 'bytes' | 'sha256' | 'failure'>;

function record(ctx: UseCaseContext, backup: Recorded, act: Act): BackupRow {
  const nowMs = ctx.clock.nowMs();
  const row = { ...backup, id: ctx.ids.next(), at_ms: nowMs, verified_at_ms: backup.bytes > 0 ? nowMs : null };
  ctx.db.transaction((tx) => {
    insertBackup(tx, row);
    recordAudit(tx, {
      atMs: nowMs,
      act,
      what: 'backup.create',
      target: row.id,
      data: { kind: row.kind, bytes: row.bytes, failure: row.failure },
    });
  });
  return row;
}
