import { basename } from 'node:path';
import { inspectBackup, salvageDatabase } from '#main/db/backup.ts';
import { freeBackupPath } from '#main/db/backup-files.ts';
import { isDatabaseLost } from '#main/db/lost-database.ts';
import type { SalvagedTable } from '#main/db/salvage.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { Act } from '#main/usecases/actor.ts';
import { backupView } from '#main/usecases/backup/backup-view.ts';
import type { BackupFiles } from '#main/usecases/backup/backup-view.ts';
import { findBackupBy } from '#main/usecases/backup/find-backups.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { writeIfPossible } from '#main/usecases/write-if-possible.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { BackupView } from '#shared/contract/backups.ts';

export interface Salvaged {
  readonly backup: BackupView;
  readonly orders: number | null;
  readonly tables: SalvagedTable[];
}

/**
 * Copies every row that can still be read out of the damaged database into a sound file beside the backups, which can then be
 * restored like one of them. The damaged file stays as it is.
 * @throws AppError ERR_DB_NOT_SALVAGEABLE when no row can be found any more, ERR_DB_DISK_FULL, ERR_DB_BACKUP_INVALID {detail}
 */
export async function salvageDamaged(
  ctx: UseCaseContext,
  files: BackupFiles,
  appVersion: string,
  act: Act,
): Promise<Salvaged> {
  if (isDatabaseLost(files.folder)) throw new AppError('ERR_DB_NOT_SALVAGEABLE', {});
  const nowMs = ctx.clock.nowMs();
  const target = freeBackupPath(files.folder.backupDir, nowMs, 'salvaged');
  const source = files.folder.databaseFile;
  const task = { source, target, key: files.key, appVersion, nowMs };
  const report = await salvageDatabase(task).catch(refuse);
  const { inspection } = await inspectBackup(target, files.key);
  if (!inspection.ok) throw new AppError('ERR_DB_BACKUP_INVALID', { detail: inspection.detail });
  const name = basename(target);
  const lost = report.tables.reduce((sum, table) => sum + (table.lost ?? 0), 0);
  writeIfPossible(ctx, (tx) =>
    recordAudit(tx, { atMs: nowMs, act, what: 'backup.salvage', target: name, data: { lost } }),
  );
  ctx.log.warn({ file: name, lost, orders: inspection.orders }, 'salvaged what could be read');
  return {
    backup: backupView(findBackupBy(ctx, files, name), ctx),
    orders: inspection.orders,
    tables: [...report.tables],
  };
}

/** Single rows that cannot be read are skipped: what is still thrown says that the first page or the list of tables is gone. */
function refuse(error: unknown): never {
  if (error instanceof AppError && (error.code === 'ERR_DB_CORRUPT' || error.code === 'ERR_DB_KEY_WRONG'))
    throw new AppError('ERR_DB_NOT_SALVAGEABLE', {}, { cause: error });
  throw error;
}
