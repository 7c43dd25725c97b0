import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { byNewestBackup } from '#main/db/data-folder.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { listBackupFiles } from '#main/db/backup-files.ts';
import { listBackupRows } from '#main/db/repos/backups-repo.ts';
import type { BackupRow } from '#main/db/repos/backups-repo.ts';
import type { BackupFiles } from '#main/usecases/backup/backup-view.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * All backups, newest first. The folder is the truth: rows whose file is gone are left out, and files that the database does not
 * know (made before an update, or later than a restored database) are there under their file name. Writes nothing, and needs no
 * readable database: after damage this is the way out.
 */
export function findBackups({ read }: Pick<UseCaseContext, 'read'>, files: BackupFiles): BackupRow[] {
  return backupsInFolder(backupRowsOf(read), files);
}

/** @param rows what the database knows of them; none where it is not asked */
export function backupsInFolder(rows: readonly BackupRow[], files: Pick<BackupFiles, 'folder'>): BackupRow[] {
  const { backupDir } = files.folder;
  // By name in this folder: the data folder may have been moved or copied since.
  const known = rows
    .map((row) => ({ ...row, path: join(backupDir, basename(row.path)) }))
    .filter((row) => row.bytes === 0 || existsSync(row.path));
  const knownPaths = new Set(known.map((row) => row.path));
  const found = listBackupFiles(backupDir)
    .filter((file) => !knownPaths.has(file.path))
    .map((file) => ({
      id: basename(file.path),
      path: file.path,
      kind: file.kind,
      at_ms: file.atMs,
      bytes: file.bytes,
      sha256: '',
      verified_at_ms: null,
      failure: null,
    }));
  return [...known, ...found].toSorted((a, b) => byNewestBackup(a.path, b.path));
}

/**
 * @param id of its row, or its file name: the database that knew the id may be the one that was replaced
 * @throws AppError ERR_DB_BACKUP_UNKNOWN
 */
export function findBackupBy(ctx: Pick<UseCaseContext, 'read'>, files: BackupFiles, id: string): BackupRow {
  const backup = findBackups(ctx, files).find((row) => row.id === id || basename(row.path) === id);
  if (!backup) throw new AppError('ERR_DB_BACKUP_UNKNOWN', { id });
  return backup;
}

/** What the database knows of its backups: nothing when it cannot be read. */
export function backupRowsOf(read: ReadDb): BackupRow[] {
  try {
    return listBackupRows(read);
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}
