import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { UtcMs } from '#shared/model/time.ts';
import { backupFileName, byNewestBackup, parseBackupFileName } from '#main/db/data-folder.ts';
import type { BackupName } from '#main/db/data-folder.ts';
import { PARTIAL_SUFFIX } from '#main/db/write-backup-file.ts';

export interface FoundBackup extends BackupName {
  readonly path: string;
  readonly bytes: number;
}

/** Backups that lie in a folder, newest first, whatever the database knows of them: it may be the thing that is lost. */
export function listBackupFiles(dir: string): FoundBackup[] {
  if (!isFolder(dir)) return [];
  const found = readdirSync(dir).flatMap((name) => {
    const parsed = parseBackupFileName(name);
    if (!parsed) return [];
    const path = join(dir, name);
    return [{ path, ...parsed, bytes: statSync(path).size }];
  });
  return found.toSorted((a, b) => byNewestBackup(a.path, b.path));
}

/** Path for a new backup, numbered on from the highest number in its folder. */
export function freeBackupPath(dir: string, atMs: UtcMs, kind: string): string {
  const numbers = listBackupFiles(dir).map(({ number }) => number);
  return join(dir, backupFileName(atMs, kind, Math.max(0, ...numbers) + 1));
}

/** Removes what a crash in the middle of a backup left behind. */
export function removePartialBackups(dir: string): void {
  if (!isFolder(dir)) return;
  for (const name of readdirSync(dir)) {
    if (name.startsWith('packbench-') && name.includes(PARTIAL_SUFFIX)) rmSync(join(dir, name), { force: true });
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
