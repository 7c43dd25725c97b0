import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Names of everything that the database keeps in the data folder. */
export interface DataFolder {
  readonly dir: string;
  readonly databaseFile: string;
  readonly keyFile: string;
  readonly lockFile: string;
  readonly restoreFile: string;
  /** Left when a page could not be read; the next start is read-only until a restore or salvage removes it. */
  readonly damageFile: string;
  readonly backupDir: string;
  /** Copy of the key file beside the backups: a backup without it would be lost with the data folder. */
  readonly backupKeyFile: string;
}

/** Creates the folders that are missing. */
export function openDataFolder(dir: string): DataFolder {
  const backupDir = join(dir, 'backups');
  mkdirSync(backupDir, { recursive: true });
  return {
    dir,
    databaseFile: join(dir, 'packbench.db'),
    keyFile: join(dir, 'keys.json'),
    lockFile: join(dir, 'packbench.lock'),
    restoreFile: join(dir, 'restore.json'),
    damageFile: join(dir, 'damage.json'),
    backupDir,
    backupKeyFile: join(backupDir, 'keys.json'),
  };
}

/** `packbench-20260711T101530Z-scheduled.db`; UTC, so that names sort by time. */
export function backupFileName(atMs: number, kind: string): string {
  const stamp = new Date(atMs)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:]/g, '');
  return `packbench-${stamp}-${kind}.db`;
}

/** Path for a new backup. Names tell seconds apart, so the time moves on while one is taken: a crash and a restart fit into one second. */
export function freeBackupPath(dir: string, atMs: number, kind: string): string {
  let freeAtMs = atMs;
  while (existsSync(join(dir, backupFileName(freeAtMs, kind)))) freeAtMs += 1_000;
  return join(dir, backupFileName(freeAtMs, kind));
}

/** The time and kind in a backup's name; null for other files. */
export function parseBackupFileName(name: string): { atMs: number; kind: string } | null {
  const match = /^packbench-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-([a-z_]+)(?:-\d+)?\.db$/.exec(name);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, kind = ''] = match;
  const atMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(atMs) ? null : { atMs, kind };
}
