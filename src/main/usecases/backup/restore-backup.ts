import { basename } from 'node:path';
import type { Act } from '#main/usecases/actor.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { NEWEST_STEP } from '#main/db/migrations/all.ts';
import { planRestore, planUndo } from '#main/db/restore.ts';
import type { RestorePlan } from '#main/db/restore.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { BackupFiles } from '#main/usecases/backup/backup-view.ts';
import { findBackupBy } from '#main/usecases/backup/find-backups.ts';
import { writeIfPossible } from '#main/usecases/write-if-possible.ts';

/**
 * Checks a backup and plans its restore; the backend must be started again for the swap. `undoId` names the copy of the present state:
 * given here as `id` it leads back. Such a copy is taken as it is, since it may have been damaged already.
 * @param id of the backup, or its file name: the database that knew the id may be the one that was replaced
 * @throws AppError ERR_DB_BACKUP_UNKNOWN, ERR_DB_BACKUP_INVALID, ERR_DB_NEWER_THAN_APP, ERR_DB_DISK_FULL
 */
export async function restoreBackup(
  ctx: UseCaseContext,
  files: BackupFiles,
  id: string,
  act: Act,
): Promise<{ undoId: string }> {
  const backup = findBackupBy(ctx, files, id);
  const nowMs = ctx.clock.nowMs();
  if (backup.kind === 'before_restore') return audited(ctx, planUndo(files.folder, backup.path, nowMs), act);
  return audited(
    ctx,
    await planRestore(files.folder, { path: backup.path, key: files.key, newestStep: NEWEST_STEP, nowMs }),
    act,
  );
}

/** A damaged database cannot be told of its own replacement; the restore goes on all the same. */
function audited(ctx: UseCaseContext, plan: RestorePlan, act: Act): { undoId: string } {
  const data = { from: basename(plan.fromBackup), keepAs: basename(plan.keepAs) };
  const written = writeIfPossible(ctx, (tx) =>
    recordAudit(tx, { atMs: plan.decidedAtMs, act, what: 'backup.restore', target: data.from, data }),
  );
  if (!written) ctx.log.warn(data, 'restore planned without audit: the database is read-only');
  return { undoId: basename(plan.keepAs) };
}
