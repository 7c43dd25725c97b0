import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';

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
  const folder = dataFolder(dir);
  mkdirSync(folder.backupDir, { recursive: true });
  return folder;
}

/** The names alone: nothing is created. */
export function dataFolder(dir: string): DataFolder {
  const backupDir = join(dir, 'backups');
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

/** `packbench-20260711T101530Z-scheduled-7.db`: when (UTC), why, and the how manyth of its folder. */
export function backupFileName(atMs: number, kind: string, number: number): string {
  const stamp = new Date(atMs)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:]/g, '');
  return `packbench-${stamp}-${kind}-${number}.db`;
}

export interface BackupName {
  readonly atMs: number;
  readonly kind: string;
  /** 0 in names of before they were numbered. */
  readonly number: number;
}

/** What a backup's name says; null for other files. */
export function parseBackupFileName(name: string): BackupName | null {
  const match = /^packbench-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-([a-z_]+)(?:-(\d+))?\.db$/.exec(name);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, kind = '', number = '0'] = match;
  const atMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(atMs) ? null : { atMs, kind, number: Number(number) };
}

/** Sorts paths of backups, newest first. By number, because the clock can have been wrong when one was made. */
export function byNewestBackup(a: string, b: string): number {
  const [left, right] = [a, b].map((path) => parseBackupFileName(basename(path)));
  return (right?.number ?? 0) - (left?.number ?? 0) || (right?.atMs ?? 0) - (left?.atMs ?? 0);
}
