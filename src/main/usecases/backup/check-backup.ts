import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { inspectBackup } from '#main/db/backup.ts';
import { insertBackup, findBackup, setBackupVerdict } from '#main/db/repos/backups-repo.ts';
import type { BackupFiles } from '#main/usecases/backup/backup-view.ts';
import { findBackupBy } from '#main/usecases/backup/find-backups.ts';
import { writeIfPossible } from '#main/usecases/write-if-possible.ts';

export interface BackupCheck {
  readonly ok: boolean;
  /** `changed`: it is not what was made; otherwise as of FileInspection. */
  readonly detail: string;
  readonly orders: number | null;
}

/** Opens a backup, reads every page, compares it with the hash of when it was made. @throws AppError ERR_DB_BACKUP_UNKNOWN */
export async function checkBackup(ctx: UseCaseContext, files: BackupFiles, id: string): Promise<BackupCheck> {
  const row = findBackupBy(ctx, files, id);
  const { inspection, sha256 } = await inspectBackup(row.path, files.key);
  const isChanged = inspection.ok && row.sha256 !== '' && sha256 !== row.sha256;
  const ok = inspection.ok && !isChanged;
  const detail = isChanged ? 'changed' : inspection.detail;
  writeIfPossible(ctx, (tx) => {
    if (!findBackup(tx, row.id)) insertBackup(tx, row);
    const verdict = {
      sha256: row.sha256 || (sha256 ?? ''),
      verifiedAtMs: ok ? ctx.clock.nowMs() : null,
      failure: ok ? null : 'ERR_DB_BACKUP_INVALID',
    };
    setBackupVerdict(tx, row.id, verdict);
  });
  return { ok, detail, orders: inspection.orders };
}
