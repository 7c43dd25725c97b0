import { Worker } from 'node:worker_threads';
import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorData } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';
import type { FileInspection } from '#main/db/inspect-database-file.ts';
import type { SalvageReport, SalvageTask } from '#main/db/salvage.ts';
import type { BackupFile } from '#main/db/write-backup-file.ts';

export interface HashedBackupFile extends BackupFile {
  readonly sha256: string;
}

export type BackupTask =
  | { readonly kind: 'write'; readonly source: string; readonly key: Uint8Array; readonly target: string }
  | ({ readonly kind: 'salvage' } & SalvageTask)
  | { readonly kind: 'inspect'; readonly file: string; readonly key: Uint8Array };

export type BackupTaskAnswer =
  | { readonly ok: true; readonly file: HashedBackupFile }
  | { readonly ok: true; readonly report: SalvageReport }
  | { readonly ok: true; readonly inspection: FileInspection; readonly sha256: string | null }
  | { readonly ok: false; readonly code: ErrorCode; readonly data: ErrorData };

/**
 * Writes and checks a backup of the database in a thread of its own: the backend goes on taking orders meanwhile.
 * @throws AppError as writeBackupFile
 */
export async function createBackup(
  task: Omit<Extract<BackupTask, { kind: 'write' }>, 'kind'>,
): Promise<HashedBackupFile> {
  const answer = await inWorker({ kind: 'write', ...task });
  if ('file' in answer) return answer.file;
  throw new AppError('ERR_DB_BACKUP_FAILED', { reason: 'wrong answer' });
}

/** Opens a backup in a thread of its own and reads it through. */
export async function inspectBackup(
  file: string,
  key: Uint8Array,
): Promise<{ inspection: FileInspection; sha256: string | null }> {
  const answer = await inWorker({ kind: 'inspect', file, key });
  if ('inspection' in answer) return { inspection: answer.inspection, sha256: answer.sha256 };
  throw new AppError('ERR_DB_BACKUP_FAILED', { reason: 'wrong answer' });
}

/** Copies what can be read of a damaged database into a new file, in a thread of its own. @throws AppError as salvage */
export async function salvageDatabase(task: SalvageTask): Promise<SalvageReport> {
  const answer = await inWorker({ kind: 'salvage', ...task });
  if ('report' in answer) return answer.report;
  throw new AppError('ERR_DB_BACKUP_FAILED', { reason: 'wrong answer' });
}

function inWorker(task: BackupTask): Promise<Extract<BackupTaskAnswer, { ok: true }>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./backup-worker.ts', import.meta.url), { workerData: task });
    worker.once('message', (answer: BackupTaskAnswer) => {
      if (answer.ok) resolve(answer);
      else reject(new AppError(answer.code, answer.data));
    });
    worker.once('error', (error) =>
      reject(new AppError('ERR_DB_BACKUP_FAILED', { reason: error.message }, { cause: error })),
    );
    worker.once('exit', () => reject(new AppError('ERR_DB_BACKUP_FAILED', { reason: 'the worker ended' })));
  });
}
