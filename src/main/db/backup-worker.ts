import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '#shared/errors/app-error.ts';
import type { BackupTask, BackupTaskAnswer } from '#main/db/backup.ts';
import { hashFile, inspectDatabaseFile } from '#main/db/inspect-database-file.ts';
import { salvage } from '#main/db/salvage.ts';
import { writeBackupFile } from '#main/db/write-backup-file.ts';

/** One task, one answer, end: see backup.ts. */
async function perform(task: BackupTask): Promise<BackupTaskAnswer> {
  try {
    if (task.kind === 'write') {
      const file = writeBackupFile(task.source, task.key, task.target);
      return { ok: true, file: { ...file, sha256: await hashFile(file.path) } };
    }
    if (task.kind === 'salvage') return { ok: true, report: salvage(task) };
    const inspection = inspectDatabaseFile(task.file, task.key);
    return { ok: true, inspection, sha256: inspection.ok ? await hashFile(task.file) : null };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, code: error.code, data: error.data };
    return {
      ok: false,
      code: 'ERR_DB_BACKUP_FAILED',
      data: { reason: error instanceof Error ? error.message : String(error) },
    };
  }
}

parentPort?.postMessage(await perform(workerData as BackupTask));
