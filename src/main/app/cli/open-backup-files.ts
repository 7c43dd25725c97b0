import { requireDataFolder } from '#main/app/cli/open-stored-data.ts';
import { openNodeKeystore } from '#main/app/keystore-node.ts';
import { openDataFolder } from '#main/db/data-folder.ts';
import { acquireInstanceLock } from '#main/db/instance-lock.ts';
import { openKeyring } from '#main/db/keyring.ts';
import type { BackupFiles } from '#main/usecases/backup/backup-view.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** The backups of a data folder with the key that opens them; nobody else works on the folder meanwhile. */
export interface OpenedBackups extends BackupFiles {
  close(): void;
}

/**
 * Does not open the database itself: a backup must be able to take its place whatever is wrong with it, also when a newer version wrote it.
 * @throws AppError ERR_DB_MISSING, ERR_DB_LOCKED_BY_OTHER while a workstation runs, ERR_DB_KEY_MISSING
 */
export async function openBackupFiles(dataDir: string): Promise<OpenedBackups> {
  requireDataFolder(dataDir);
  const folder = openDataFolder(dataDir);
  const close = acquireInstanceLock(folder.lockFile);
  try {
    const opened = await openKeyring({
      file: folder.keyFile,
      store: await openNodeKeystore(dataDir),
      copies: [folder.backupKeyFile],
      databaseExists: true,
    });
    if (opened.kind !== 'open') throw new AppError('ERR_DB_KEY_MISSING', { reason: opened.reason });
    return { folder, key: opened.keyring.databaseKey, close };
  } catch (error) {
    close();
    throw error;
  }
}
