import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Cli } from '#main/app/cli/cli.ts';
import { UsageError } from '#main/app/cli/command-result.ts';
import type { CommandResult } from '#main/app/cli/command-result.ts';
import { openBackupFiles } from '#main/app/cli/open-backup-files.ts';
import { openStoredData, requireDataFolder } from '#main/app/cli/open-stored-data.ts';
import type { StoredData } from '#main/app/cli/open-stored-data.ts';
import { pathOf } from '#main/app/cli/read-options.ts';
import { makeDataDir } from '#main/app/make-data-dir.ts';
import { listBackupFiles } from '#main/db/backup-files.ts';
import { inspectBackup } from '#main/db/backup.ts';
import { NEWEST_STEP } from '#main/db/migrations/all.ts';
import { planRestore, planUndo } from '#main/db/restore.ts';
import type { RestorePlan } from '#main/db/restore.ts';
import type { BackupFiles } from '#main/usecases/backup/backup-view.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { isErrorCode } from '#shared/errors/catalog.ts';

const BEFORE_RESTORE = 'before_restore';

/** Reads a backup through and changes nothing. */
export async function checkBackup(cli: Cli, dataDir: string, wanted: string): Promise<CommandResult> {
  const files = await openBackupFiles(dataDir);
  try {
    const path = chooseBackup(cli, files, wanted);
    const { inspection } = await inspectBackup(path, files.key);
    const key = inspection.ok ? 'restore.checkGood' : 'restore.checkBad';
    const line = cli.texts(key, { path, orders: inspection.orders, detail: saidOf(cli, inspection.detail) });
    return { ok: inspection.ok, data: { path, ...inspection }, lines: [line] };
  } finally {
    files.close();
  }
}

/** A reason or a code in its words; what SQLite says of a damaged file as it is. */
function saidOf({ texts }: Cli, detail: string): string {
  return isErrorCode(detail)
    ? texts.explain(detail, {}).title
    : (texts.find(`safety.backup.detail.${detail}`) ?? detail);
}

/** Swaps a backup in. @param wanted null: the way back to the state before the last restore */
export async function restore(cli: Cli, dataDir: string, wanted: string | null): Promise<CommandResult> {
  requireDataFolder(dataDir);
  makeDataDir(dataDir);
  const before = await openBackupFiles(dataDir);
  let plan: RestorePlan;
  try {
    plan = await planFor(cli, before, wanted);
  } finally {
    before.close();
  }
  // Opening the folder carries the plan out, as the next start of the workstation would.
  const after = await openStoredData(cli, dataDir);
  try {
    const orders = after.context.read.pluck<[], number>('SELECT count(*) FROM orders').get() ?? 0;
    const data = { from: basename(plan.fromBackup), keptAs: basename(plan.keepAs) };
    if (!after.damage) audit(after, data);
    return {
      ok: after.damage === null,
      data: { dataDir, ...data, orders, damage: after.damage?.code ?? null },
      lines: [
        cli.texts('restore.done', { ...data, orders }),
        cli.texts(after.damage ? 'restore.damaged' : 'restore.undoHint', { code: after.damage?.code ?? '' }),
      ],
    };
  } finally {
    after.close();
  }
}

/** The restored database knows nothing of the restore: it is told. */
function audit({ context, act }: StoredData, data: { readonly from: string; readonly keptAs: string }): void {
  const atMs = context.clock.nowMs();
  context.db.transaction((tx) => recordAudit(tx, { atMs, act, what: 'backup.restore', target: data.from, data }));
}

async function planFor(cli: Cli, files: BackupFiles, wanted: string | null): Promise<RestorePlan> {
  const nowMs = Date.now();
  if (wanted === null) {
    const kept = newest(files.folder.backupDir, (kind) => kind === BEFORE_RESTORE);
    if (kept === null) throw new UsageError('nothingToUndo');
    return planUndo(files.folder, kept, nowMs);
  }
  const path = chooseBackup(cli, files, wanted);
  return planRestore(files.folder, { path, key: files.key, newestStep: NEWEST_STEP, nowMs });
}

/** `latest`, the name of a backup in the backup folder, or a path. */
function chooseBackup(cli: Cli, { folder }: BackupFiles, wanted: string): string {
  const { backupDir } = folder;
  if (wanted === 'latest') {
    const path = newest(backupDir, (kind) => kind !== BEFORE_RESTORE);
    if (path === null) throw new AppError('ERR_DB_BACKUP_UNKNOWN', { id: wanted, dir: backupDir });
    return path;
  }
  const places = [pathOf(cli, wanted), resolve(backupDir, basename(wanted))];
  const path = places.find((place) => existsSync(place));
  if (path === undefined) throw new AppError('ERR_DB_BACKUP_UNKNOWN', { id: wanted, dir: backupDir });
  return path;
}

function newest(backupDir: string, isWanted: (kind: string) => boolean): string | null {
  return listBackupFiles(backupDir).find(({ kind }) => isWanted(kind))?.path ?? null;
}
