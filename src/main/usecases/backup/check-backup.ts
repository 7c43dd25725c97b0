import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { inspectBackup } from '#main/db/backup.ts';
import { findBackup, setBackupVerdict } from '#main/db/repos/backups-repo.ts';
import type { BackupFiles } from '#main/usecases/backup/backup-view.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface BackupCheck {
  readonly ok: boolean;
  readonly detail: string;
  readonly orders: number | null;
}

/** Opens a backup, reads every page, compares it with the hash of when it was made. @throws AppError ERR_DB_BACKUP_UNKNOWN */
export async function checkBackup(ctx: UseCaseContext, files: BackupFiles, id: string): Promise<BackupCheck> {
  const row = findBackup(ctx.read, id);
  if (!row) throw new AppError('ERR_DB_BACKUP_UNKNOWN', { id });
  const { inspection, sha256 } = await inspectBackup(row.path, files.key);
  const isChanged = inspection.ok && row.sha256 !== '' && sha256 !== row.sha256;
  const ok = inspection.ok && !isChanged;
  const detail = isChanged ? 'the file changed since it was made' : inspection.detail;
  ctx.db.transaction((tx) => {
    const verdict = {
      sha256: row.sha256 || (sha256 ?? ''),
      verifiedAtMs: ok ? ctx.clock.nowMs() : null,
      failure: ok ? null : 'ERR_DB_BACKUP_INVALID',
    };
    setBackupVerdict(tx, id, verdict);
  });
  return { ok, detail, orders: inspection.orders };
}
