import type { Cli } from '#main/app/cli/cli.ts';
import type { CommandResult } from '#main/app/cli/command-result.ts';
import { openBackupFiles } from '#main/app/cli/open-backup-files.ts';
import { isDatabaseThere } from '#main/db/lost-database.ts';
import { NEWEST_STEP } from '#main/db/migrations/all.ts';
import { openDatabase } from '#main/db/open.ts';
import type { BackupRow } from '#main/db/repos/backups-repo.ts';
import { backupView } from '#main/usecases/backup/backup-view.ts';
import type { BackupFiles } from '#main/usecases/backup/backup-view.ts';
import { backupRowsOf, backupsInFolder } from '#main/usecases/backup/find-backups.ts';
import type { BackupView } from '#shared/contract/backups.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Lists the backups that there are, whatever is wrong with the database: here one looks for the way back. Changes nothing. */
export async function listBackups(cli: Cli, dataDir: string): Promise<CommandResult> {
  const files = await openBackupFiles(dataDir);
  try {
    const clock = { nowMs: () => Date.now() };
    const backups = backupsInFolder(readRows(files), files).map((row) => backupView(row, { clock }));
    return { ok: true, data: { backups }, lines: backups.map((backup) => describeBackup(cli, backup)) };
  } finally {
    files.close();
  }
}

/** What a database that this version understands says of them. */
function readRows({ folder, key }: BackupFiles): BackupRow[] {
  if (!isDatabaseThere(folder)) return [];
  try {
    const db = openDatabase({ file: folder.databaseFile, key, mode: 'read-only' });
    try {
      const step = db.pluck<[], number>('SELECT max(id) FROM schema_migrations').get() ?? 0;
      return step <= NEWEST_STEP ? backupRowsOf(db) : [];
    } finally {
      db.close();
    }
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

/** One line of the list; the time is UTC, since a terminal has no shop zone. */
function describeBackup({ texts }: Cli, { path, kind, atMs, bytes, failure }: BackupView): string {
  return texts(failure === null ? 'backup.line' : 'backup.lineFailed', {
    at: new Date(atMs).toISOString().slice(0, 19).replace('T', ' '),
    kind: texts(`safety.backup.kind.${kind}`),
    megabytes: Math.max(0.1, Math.round(bytes / 100_000) / 10),
    path,
    failure: failure ?? '',
  });
}
