import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import type { UtcMs } from '#shared/model/time.ts';
import { freeBackupPath } from '#main/db/backup-files.ts';
import { inspectBackup } from '#main/db/backup.ts';
import { connect } from '#main/db/connect.ts';
import type { DataFolder } from '#main/db/data-folder.ts';
import { flushFile, flushFolder, writeFileDurably } from '#main/db/write-file-durably.ts';

/** A restore that was decided on and is carried out at the next start, before anything opens the database. */
export const RestorePlan = z.object({
  /** The checked copy of the backup, in the data folder: the swap is then one rename on the same disk. */
  staged: z.string(),
  /** Where the present database goes. Restoring it is the undo. */
  keepAs: z.string(),
  fromBackup: z.string(),
  decidedAtMs: z.int(),
});
export type RestorePlan = z.infer<typeof RestorePlan>;

/** The database and its WAL belong together. The shared memory file is rebuilt by SQLite. */
const DATABASE_SUFFIXES = ['', '-wal'] as const;

/**
 * Checks a backup, copies it into the data folder and writes the plan that {@link finishRestore} carries out at the next start.
 * The present database is untouched until then.
 * @throws AppError ERR_DB_BACKUP_INVALID {detail}, ERR_DB_NEWER_THAN_APP when its schema is newer, ERR_DB_DISK_FULL
 */
export async function planRestore(
  folder: DataFolder,
  backup: { readonly path: string; readonly key: Uint8Array; readonly newestStep: number; readonly nowMs: UtcMs },
): Promise<RestorePlan> {
  const { inspection, sha256 } = await inspectBackup(backup.path, backup.key);
  if (!inspection.ok) throw new AppError('ERR_DB_BACKUP_INVALID', { detail: inspection.detail });
  if ((inspection.step ?? 0) > backup.newestStep) {
    throw new AppError('ERR_DB_NEWER_THAN_APP', {
      fileVersion: inspection.step,
      appVersion: backup.newestStep,
      step: inspection.step,
    });
  }
  const plan = stage(folder, backup.path, backup.nowMs);
  const staged = await inspectBackup(plan.staged, backup.key);
  if (staged.sha256 !== sha256)
    throw new AppError('ERR_DB_BACKUP_INVALID', { detail: 'the copy differs from the backup' });
  writeFileDurably(folder.restoreFile, JSON.stringify(plan));
  return plan;
}

/**
 * Plans the way back to what was there before a restore, also when that was damaged: it is taken as it is.
 * @throws AppError ERR_DB_BACKUP_UNKNOWN when the file is gone
 */
export function planUndo(folder: DataFolder, keptFile: string, nowMs: UtcMs): RestorePlan {
  if (!existsSync(keptFile)) throw new AppError('ERR_DB_BACKUP_UNKNOWN', { file: basename(keptFile) });
  const plan = stage(folder, keptFile, nowMs);
  writeFileDurably(folder.restoreFile, JSON.stringify(plan));
  return plan;
}

function stage(folder: DataFolder, source: string, nowMs: UtcMs): RestorePlan {
  const staged = stagedFile(folder);
  rmSync(staged, { force: true });
  try {
    copyFileSync(source, staged);
    flushFile(staged);
  } catch (error) {
    rmSync(staged, { force: true });
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
      throw new AppError('ERR_DB_DISK_FULL', {}, { cause: error });
    throw error;
  }
  const keepAs = freeBackupPath(folder.backupDir, nowMs, 'before_restore');
  return { staged, keepAs, fromBackup: source, decidedAtMs: nowMs };
}

/**
 * Carries out a planned restore. Every step can be repeated, so that a crash or kill between any two is finished by the next start:
 * while the staged file exists, whatever bears the database's name is still the old one. Returns the plan that was carried out.
 */
export function finishRestore(folder: DataFolder, key: Uint8Array): RestorePlan | null {
  const plan = readPlan(folder);
  if (!plan) {
    // Copied by a restore that was killed before it was decided on.
    for (const file of [stagedFile(folder), folder.restoreFile]) rmSync(file, { force: true });
    return null;
  }
  if (existsSync(plan.staged)) {
    mergeWal(folder.databaseFile, key);
    // Where the database was lost, going back leads to that, and not to what an earlier restore kept.
    if (!existsSync(folder.databaseFile) && !existsSync(plan.keepAs)) writeFileSync(plan.keepAs, '');
    for (const suffix of DATABASE_SUFFIXES) {
      const part = `${folder.databaseFile}${suffix}`;
      if (existsSync(part)) renameSync(part, `${plan.keepAs}${suffix}`);
    }
    rmSync(`${folder.databaseFile}-shm`, { force: true });
    flushFolder(folder.dir);
    flushFolder(folder.backupDir);
    renameSync(plan.staged, folder.databaseFile);
    flushFolder(folder.dir);
  }
  rmSync(folder.damageFile, { force: true });
  rmSync(folder.restoreFile, { force: true });
  flushFolder(folder.dir);
  return plan;
}

function readPlan(folder: DataFolder): RestorePlan | null {
  if (!existsSync(folder.restoreFile)) return null;
  try {
    return RestorePlan.parse(JSON.parse(readFileSync(folder.restoreFile, 'utf8')));
  } catch {
    return null;
  }
}

const stagedFile = (folder: DataFolder): string => join(folder.dir, 'restore-staged.db');

/** Makes the kept file complete in itself. A damaged database keeps its WAL beside it instead. */
function mergeWal(file: string, key: Uint8Array): void {
  if (!existsSync(`${file}-wal`) || !existsSync(file)) return;
  try {
    const connection = connect({ file, key, mode: 'read-write' });
    connection.pragma('journal_mode = DELETE');
    connection.close();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
