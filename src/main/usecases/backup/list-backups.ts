import { existsSync } from 'node:fs';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { listBackupFiles } from '#main/db/backup-files.ts';
import { deleteBackupRow, insertBackup, listBackupRows } from '#main/db/repos/backups-repo.ts';
import { backupView } from '#main/usecases/backup/backup-view.ts';
import type { BackupFiles } from '#main/usecases/backup/backup-view.ts';
import type { BackupView } from '#shared/contract/system.ts';

/**
 * All backups, newest first. The folder is the truth: files that the database does not know (made before an update, or later than a
 * restored database) are taken in, rows whose file is gone are dropped.
 */
export function listBackups(ctx: UseCaseContext, files: BackupFiles): BackupView[] {
  const known = listBackupRows(ctx.read);
  const knownPaths = new Set(known.map((row) => row.path));
  const found = listBackupFiles(files.folder.backupDir).filter((file) => !knownPaths.has(file.path));
  const gone = known.filter((row) => row.bytes > 0 && !existsSync(row.path));
  if (found.length > 0 || gone.length > 0) {
    ctx.db.transaction((tx) => {
      for (const row of gone) deleteBackupRow(tx, row.id);
      for (const file of found) {
        const unread = { sha256: '', verified_at_ms: null, failure: null };
        insertBackup(tx, {
          id: ctx.ids.next(),
          path: file.path,
          kind: file.kind,
          at_ms: file.atMs,
          bytes: file.bytes,
          ...unread,
        });
      }
    });
  }
  return listBackupRows(ctx.read).map(backupView);
}
