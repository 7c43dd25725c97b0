import { inspectBackup } from '#main/db/backup.ts';
import { backupView } from '#main/usecases/backup/backup-view.ts';
import type { BackupFiles } from '#main/usecases/backup/backup-view.ts';
import { findBackups } from '#main/usecases/backup/find-backups.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { BackupView } from '#shared/contract/backups.ts';

export interface LastGoodBackup {
  readonly backup: BackupView;
  readonly orders: number | null;
}

/**
 * The newest backup that opens and reads through now, whatever was noted when it was made; null when there is none.
 * What a restore or a salvage left behind is no backup: it may be as damaged as what it came from.
 */
export async function findLastGoodBackup(
  ctx: Pick<UseCaseContext, 'read' | 'clock'>,
  files: BackupFiles,
): Promise<LastGoodBackup | null> {
  const candidates = findBackups(ctx, files).filter(
    ({ bytes, kind }) => bytes > 0 && kind !== 'before_restore' && kind !== 'salvaged',
  );
  for (const row of candidates) {
    const { inspection } = await inspectBackup(row.path, files.key);
    if (inspection.ok) return { backup: backupView(row, ctx), orders: inspection.orders };
  }
  return null;
}
