import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import { hashFile } from '#main/db/inspect-database-file.ts';
import { PARTIAL_SUFFIX } from '#main/db/write-backup-file.ts';
import { flushFile, flushFolder } from '#main/db/write-file-durably.ts';

/**
 * Copies a finished backup and its key file to a second place, another disk or a share, and compares the copy byte for byte by hash.
 * @throws AppError ERR_DB_BACKUP_FAILED {reason}: an `errno` name such as ENOENT or ENOSPC, or `the copy differs`
 */
export async function copyBackup(file: string, sha256: string, secondDir: string): Promise<string> {
  const target = join(secondDir, basename(file));
  const partial = `${target}${PARTIAL_SUFFIX}`;
  try {
    mkdirSync(secondDir, { recursive: true });
    await copyFile(file, partial);
    flushFile(partial);
    if ((await hashFile(partial)) !== sha256)
      throw new AppError('ERR_DB_BACKUP_FAILED', { reason: 'the copy differs' });
    renameSync(partial, target);
    const keyFile = join(dirname(file), 'keys.json');
    if (existsSync(keyFile)) copyFileSync(keyFile, join(secondDir, 'keys.json'));
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
