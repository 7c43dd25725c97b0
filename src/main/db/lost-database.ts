import { existsSync, statSync } from 'node:fs';
import { listBackupFiles } from '#main/db/backup-files.ts';
import type { DataFolder } from '#main/db/data-folder.ts';

/** A database lies here, or one that is about to be put in place. A kill in the first start leaves a file of no bytes, which is none. */
export function isDatabaseThere(folder: DataFolder): boolean {
  return hasBytes(folder.databaseFile) || existsSync(folder.restoreFile);
}

/**
 * There was a database, and it is missing or empty: an emptied disk, a virus scanner, a power cut on a bad drive. A new one in its
 * place would look like a shop that never had an order, and its backups would in time push out the good ones.
 */
export function isDatabaseLost(folder: DataFolder): boolean {
  if (isDatabaseThere(folder)) return false;
  return hasBytes(`${folder.databaseFile}-wal`) || hasBackups(folder);
}

/** Of data that was there before: the first backup is made minutes after the first start. */
export function hasBackups(folder: DataFolder): boolean {
  return listBackupFiles(folder.backupDir).length > 0;
}

function hasBytes(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
}
