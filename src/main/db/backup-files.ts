import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { UtcMs } from '#shared/model/time.ts';
import { parseBackupFileName } from '#main/db/data-folder.ts';
import { PARTIAL_SUFFIX } from '#main/db/write-backup-file.ts';

export interface FoundBackup {
  readonly path: string;
  readonly atMs: UtcMs;
  readonly kind: string;
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
  return found.toSorted((a, b) => b.atMs - a.atMs);
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
