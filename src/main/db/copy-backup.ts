import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import { hashFile } from '#main/db/inspect-database-file.ts';
import { PARTIAL_SUFFIX } from '#main/db/write-backup-file.ts';
import { flushFile, flushFolder, writeFileDurably } from '#main/db/write-file-durably.ts';

const KEY_FILE = 'keys.json';

/**
 * Copies a finished backup and its key file to a second place that exists, another disk or a share, and compares the copy byte for byte by hash.
 * @param isKnown whether copies went there before: then their key file lies there, or it is only the place where a drive is mounted
 * @throws AppError ERR_DB_BACKUP_FAILED {reason}: an `errno` name such as ENOENT or ENOSPC, `the copy differs`,
 * `folder of another workstation`, or `empty`
 */
export async function copyBackup(file: string, sha256: string, secondDir: string, isKnown: boolean): Promise<string> {
  const target = join(secondDir, basename(file));
  const partial = `${target}${PARTIAL_SUFFIX}`;
  try {
    // Never made here: where a drive is unplugged, its folder would come into being on this very disk, and nobody would be told.
    if (!statSync(secondDir, { throwIfNoEntry: false })?.isDirectory())
      throw new AppError('ERR_DB_BACKUP_FAILED', { reason: existsSync(secondDir) ? 'ENOTDIR' : 'ENOENT' });
    const keyFile = join(dirname(file), KEY_FILE);
    const thereKeyFile = join(secondDir, KEY_FILE);
    if (isKnown && existsSync(keyFile) && !existsSync(thereKeyFile))
      throw new AppError('ERR_DB_BACKUP_FAILED', { reason: 'empty' });
    refuseForeign(thereKeyFile, keyFile);
    await copyFile(file, partial);
    flushFile(partial);
    if ((await hashFile(partial)) !== sha256)
      throw new AppError('ERR_DB_BACKUP_FAILED', { reason: 'the copy differs' });
    renameSync(partial, target);
    if (existsSync(keyFile)) writeFileDurably(thereKeyFile, readFileSync(keyFile));
    flushFolder(secondDir);
    return target;
  } catch (error) {
    // Only where the folder itself is there: the cleaning up must not hide what went wrong.
    if (existsSync(partial)) rmSync(partial, { force: true });
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
    throw new AppError('ERR_DB_BACKUP_FAILED', { reason }, { cause: error });
  }
}

/** Two workstations in one folder: the key file of the one would replace the other's, whose backups nothing could open any more. */
function refuseForeign(there: string, own: string): void {
  if (!existsSync(there) || !existsSync(own)) return;
  if (entryOf(there) !== entryOf(own))
    throw new AppError('ERR_DB_BACKUP_FAILED', { reason: 'folder of another workstation' });
}

/** Names the key of one data folder; stays the same when the recovery key changes. */
function entryOf(file: string): unknown {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { entry?: unknown }).entry;
  } catch {
    return undefined;
  }
}
