import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { backupView } from '#main/usecases/backup/backup-view.ts';
import type { BackupFiles } from '#main/usecases/backup/backup-view.ts';
import { findBackups } from '#main/usecases/backup/find-backups.ts';
import type { BackupView } from '#shared/contract/backups.ts';

/** All backups, newest first, also those that the database does not know. */
export function listBackups(ctx: Pick<UseCaseContext, 'read' | 'clock'>, files: BackupFiles): BackupView[] {
  return findBackups(ctx, files).map((row) => backupView(row, ctx));
}
