import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { DEFAULT_RETENTION, expiredBackups } from '#core/kernel/backup-retention.ts';
import { deleteBackupRow } from '#main/db/repos/backups-repo.ts';
import type { BackupRow } from '#main/db/repos/backups-repo.ts';
import type { BackupFiles } from '#main/usecases/backup/backup-view.ts';
import { findBackups } from '#main/usecases/backup/find-backups.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';

const REGULAR_KINDS = new Set(['scheduled', 'manual']);
/** Copies made before an update or a restore are the way back: the newest of each kind stay, whatever their day. */
const KEPT_OF_SPECIAL_KIND = 3;

/** Removes backups that the retention rule no longer keeps, and lines of failed ones that a later success has settled. */
export function deleteExpiredBackups(ctx: UseCaseContext, files: BackupFiles): void {
  const rows = findBackups(ctx, files);
  const made = rows.filter((row) => row.bytes > 0);
  const secondDir = readSetting(ctx.read, 'backupSecondDir');
  const expired = new Set([...expiredRegular(ctx, made), ...expiredSpecial(made), ...settledFailures(rows)]);
  for (const row of rows) {
    if (!expired.has(row.id)) continue;
    if (row.bytes > 0) removeFiles(row.path, secondDir);
    ctx.db.transaction((tx) => deleteBackupRow(tx, row.id));
  }
}

/** The copy in the second place goes with it. A place that cannot be reached keeps its copy: that must not stop the rest. */
function removeFiles(path: string, secondDir: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  if (secondDir === '') return;
  try {
    rmSync(join(secondDir, basename(path)), { force: true });
  } catch {
    // Unplugged or offline; the next copy says so.
  }
}

function expiredRegular(ctx: UseCaseContext, made: readonly BackupRow[]): readonly string[] {
  const zone = ctx.read.pluck<[], string>('SELECT zone FROM warehouses ORDER BY id LIMIT 1').get() ?? 'UTC';
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  const dayOf = (atMs: number) => day.format(atMs);
  const regular = made.filter((row) => REGULAR_KINDS.has(row.kind)).map((row) => ({ id: row.id, atMs: row.at_ms }));
  return expiredBackups(regular, dayOf(ctx.clock.nowMs()), dayOf, DEFAULT_RETENTION);
}

function expiredSpecial(made: readonly BackupRow[]): readonly string[] {
  const byKind = Map.groupBy(
    made.filter((row) => !REGULAR_KINDS.has(row.kind)),
    (row) => row.kind,
  );
  return [...byKind.values()].flatMap((rows) => rows.slice(KEPT_OF_SPECIAL_KIND).map((row) => row.id));
}

function settledFailures(rows: readonly BackupRow[]): readonly string[] {
  const lastSuccess = rows.findIndex((row) => row.bytes > 0 && REGULAR_KINDS.has(row.kind));
  const before = lastSuccess < 0 ? [] : rows.slice(lastSuccess);
  return before.filter((row) => row.bytes === 0).map((row) => row.id);
}
