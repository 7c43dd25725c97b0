import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import { connect } from '#main/db/connect.ts';
import { inspectDatabaseFile } from '#main/db/inspect-database-file.ts';
import { toDbError } from '#main/db/sqlite-error.ts';
import { flushFile, flushFolder } from '#main/db/write-file-durably.ts';

export interface BackupFile {
  readonly path: string;
  readonly bytes: number;
  readonly orders: number;
  readonly step: number;
}

export const PARTIAL_SUFFIX = '.partial';

/**
 * Copies a database that may be in use into `target`, enciphered with the same key, and reads the copy through before it gets its name.
 * Blocks its thread while it works: in the running product use createBackup (backup.ts).
 *
 * The copy is made by VACUUM INTO, SQLite's documented alternative to its backup API: one consistent snapshot, compacted. The driver's
 * own `backup()` opens its target without a key and refuses enciphered sources ("incompatible source and target databases").
 * @throws AppError ERR_DB_BACKUP_FAILED {reason}, ERR_DB_BACKUP_INVALID {detail}, ERR_DB_DISK_FULL, ERR_DB_CORRUPT
 */
export function writeBackupFile(
  source: string,
  key: Uint8Array,
  target: string,
  inspect = inspectDatabaseFile,
): BackupFile {
  const partial = prepareTarget(source, target);
  try {
    copySnapshot(source, key, partial);
    flushFile(partial);
    const inspection = inspect(partial, key);
    if (!inspection.ok) throw new AppError('ERR_DB_BACKUP_INVALID', { detail: inspection.detail });
    renameSync(partial, target);
    flushFolder(dirname(target));
    return { path: target, bytes: statSync(target).size, orders: inspection.orders ?? 0, step: inspection.step ?? 0 };
  } catch (error) {
    // VACUUM INTO leaves its journal where the disk was full.
    for (const suffix of ['', '-journal']) rmSync(`${partial}${suffix}`, { force: true });
    throw asBackupError(error);
  }
}

function prepareTarget(source: string, target: string): string {
  if (!existsSync(source)) throw new AppError('ERR_DB_BACKUP_FAILED', { reason: 'the database file is missing' });
  if (existsSync(target)) throw new AppError('ERR_DB_BACKUP_FAILED', { reason: 'a file of that name exists' });
  try {
    mkdirSync(dirname(target), { recursive: true });
  } catch (error) {
    throw asBackupError(error);
  }
  const partial = `${target}${PARTIAL_SUFFIX}`;
  rmSync(partial, { force: true });
  return partial;
}

function copySnapshot(source: string, key: Uint8Array, partial: string): void {
  const connection = connect({ file: source, key, mode: 'read-only', cacheKib: 8 * 1024 });
  try {
    connection.pragma('query_only = OFF');
    connection.prepare('VACUUM INTO ?').run(partial);
  } finally {
    connection.close();
  }
}

/** Full disks and corruption keep their own code: their advice differs. */
function asBackupError(error: unknown): unknown {
  const known = toDbError(error);
  if (known instanceof AppError && known.code !== 'ERR_DB_IO') return known;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
  if (code === 'ENOSPC') return new AppError('ERR_DB_DISK_FULL', { sqlite: code }, { cause: error });
  return new AppError('ERR_DB_BACKUP_FAILED', { reason: code }, { cause: error });
}
