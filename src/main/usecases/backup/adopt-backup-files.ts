import { basename } from 'node:path';
import { listBackupRows, deleteBackupRow, insertBackup } from '#main/db/repos/backups-repo.ts';
import type { BackupRow } from '#main/db/repos/backups-repo.ts';
import type { BackupFiles } from '#main/usecases/backup/backup-view.ts';
import { findBackups } from '#main/usecases/backup/find-backups.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/**
 * Writes down what {@link findBackups} sees, so that retention also counts files that the database did not know. They keep the id by
 * which they were listed: a window remembers by it the way back from a restore.
 */
export function adoptBackupFiles(ctx: UseCaseContext, files: BackupFiles): void {
  const present = findBackups(ctx, files);
  const known = listBackupRows(ctx.read);
  const isSame = (a: BackupRow, b: BackupRow): boolean => basename(a.path) === basename(b.path);
  const found = present.filter((file) => !known.some((row) => isSame(row, file)));
  const gone = known.filter((row) => !present.some((file) => isSame(row, file)));
  if (found.length === 0 && gone.length === 0) return;
  ctx.db.transaction((tx) => {
    for (const row of gone) deleteBackupRow(tx, row.id);
    for (const row of found) insertBackup(tx, row);
  });
}
