import { copyFileSync, existsSync, statSync } from 'node:fs';
import { AppError } from '#shared/errors/app-error.ts';
import type { UtcMs } from '#shared/model/time.ts';
import { freeBackupPath, removePartialBackups } from '#main/db/backup-files.ts';
import { openDataFolder } from '#main/db/data-folder.ts';
import type { DataFolder } from '#main/db/data-folder.ts';
import { acquireInstanceLock } from '#main/db/instance-lock.ts';
import { openKeyring } from '#main/db/keyring.ts';
import type { Keyring, KeySecretStore, OpenedKeyring } from '#main/db/keyring.ts';
import { hasBackups, isDatabaseLost, isDatabaseThere } from '#main/db/lost-database.ts';
import { migrate } from '#main/db/migrate.ts';
import { ALL_MIGRATIONS } from '#main/db/migrations/all.ts';
import type { Migration } from '#main/db/migrations/migration.ts';
import { openDatabase } from '#main/db/open.ts';
import type { OpenDatabase, OpenDatabaseOptions } from '#main/db/open.ts';
import { finishRestore } from '#main/db/restore.ts';
import type { RestorePlan } from '#main/db/restore.ts';
import { writeBackupFile } from '#main/db/write-backup-file.ts';
import { writeFileDurably } from '#main/db/write-file-durably.ts';

export interface StartDatabaseOptions extends Pick<
  OpenDatabaseOptions,
  'onSlowQuery' | 'slowQueryMs' | 'onAfterCommitError' | 'onDamage'
> {
  readonly dataDir: string;
  readonly store: KeySecretStore;
  readonly appVersion: string;
  readonly nowMs: () => UtcMs;
  readonly migrations?: readonly Migration[];
}

interface Opened {
  readonly folder: DataFolder;
  readonly keyring: Keyring;
  /** Closes the database and lets go of the data folder. */
  close(): void;
}

export type DatabaseStart =
  | (Opened & {
      readonly kind: 'ready';
      readonly db: OpenDatabase;
      readonly isNew: boolean;
      readonly migrated: readonly string[];
      /** The restore that this start carried out. */
      readonly restored: RestorePlan | null;
    })
  /** The keystore cannot open it: a guided repair with the printed key, never a lost database. */
  | {
      readonly kind: 'needs_recovery_key';
      readonly reason: string;
      enter(recoveryKey: string): Promise<DatabaseStart>;
      close(): void;
    }
  /** Something cannot be read. `db` is read-only, and null when nothing at all can be read. */
  | (Opened & { readonly kind: 'damaged'; readonly db: OpenDatabase | null; readonly problem: AppError })
  /** Newer than the app, held by another process, full disk, failed schema step, key file lost: nothing was changed. */
  | { readonly kind: 'refused'; readonly problem: AppError };

/** Files up to this size are checked at each start: it takes a tenth of a second. Larger ones by a scheduled job. */
const CHECK_AT_START_BYTES = 32 * 1024 * 1024;

/** Opens the data folder: lock, keys, a planned restore, schema steps. Never throws for what an operator can mend. */
export async function startDatabase(options: StartDatabaseOptions): Promise<DatabaseStart> {
  const folder = openDataFolder(options.dataDir);
  let release = () => {};
  try {
    release = acquireInstanceLock(folder.lockFile);
    removePartialBackups(folder.backupDir);
    const copies = [folder.backupKeyFile];
    const databaseExists = isDatabaseThere(folder) || isDatabaseLost(folder);
    return openWith(await openKeyring({ file: folder.keyFile, store: options.store, copies, databaseExists }), {
      folder,
      options,
      release,
    });
  } catch (error) {
    return refused(error, release);
  }
}

interface StartState {
  readonly folder: DataFolder;
  readonly options: StartDatabaseOptions;
  readonly release: () => void;
}

function openWith(opened: OpenedKeyring, state: StartState): DatabaseStart {
  if (opened.kind === 'open') return openAndMigrate(opened.keyring, state);
  return {
    kind: 'needs_recovery_key',
    reason: opened.reason,
    enter: async (recoveryKey) => openAndMigrate(await opened.enter(recoveryKey), state),
    close: state.release,
  };
}

function openAndMigrate(keyring: Keyring, state: StartState): DatabaseStart {
  const { folder, options } = state;
  let db: OpenDatabase | null = null;
  try {
    const restored = finishRestore(folder, keyring.databaseKey);
    if (!existsSync(folder.backupKeyFile)) copyFileSync(folder.keyFile, folder.backupKeyFile);
    if (existsSync(folder.damageFile)) throw new AppError('ERR_DB_CORRUPT', { sqlite: 'seen at an earlier run' });
    if (isDatabaseLost(folder)) throw new AppError('ERR_DB_CORRUPT', { sqlite: 'the file is missing or empty' });
    const isNew = !isDatabaseThere(folder);
    const onDamage = (error: AppError) => {
      recordDamage(folder, error, options.nowMs());
      options.onDamage?.(error);
    };
    const opened = openDatabase({
      ...options,
      file: folder.databaseFile,
      key: keyring.databaseKey,
      mode: 'read-write',
      onDamage,
    });
    db = opened;
    if (!isNew && statSync(folder.databaseFile).size <= CHECK_AT_START_BYTES) quickCheck(opened);
    // All that a young database holds can stand in its WAL: without that it opens, and is empty.
    if (holdsNothing(opened) && hasBackups(folder)) throw new AppError('ERR_DB_CORRUPT', { sqlite: 'no tables' });
    const { applied } = migrate(opened, {
      migrations: options.migrations ?? ALL_MIGRATIONS,
      appVersion: options.appVersion,
      nowMs: options.nowMs,
      backUpFirst: () => {
        const target = freeBackupPath(folder.backupDir, options.nowMs(), 'before_update');
        return writeBackupFile(folder.databaseFile, keyring.databaseKey, target).path;
      },
    });
    const close = () => closeAll(opened, state.release);
    return { kind: 'ready', db: opened, folder, keyring, isNew, migrated: applied, restored, close };
  } catch (error) {
    db?.close();
    return isDamage(error) ? damaged(error, keyring, state) : refused(error, state.release);
  }
}

/** The key was proved by its own wrap, so a file that it does not open is a destroyed file and not a wrong key. */
function isDamage(error: unknown): error is AppError {
  return error instanceof AppError && (error.code === 'ERR_DB_CORRUPT' || error.code === 'ERR_DB_KEY_WRONG');
}

function damaged(problem: AppError, keyring: Keyring, state: StartState): DatabaseStart {
  const { folder, options } = state;
  const isLost = isDatabaseLost(folder);
  // A lost file, and one that its key does not open, is seen anew at each start: whoever puts the right one back needs nothing else.
  if (!isLost && problem.code !== 'ERR_DB_KEY_WRONG') recordDamage(folder, problem, options.nowMs());
  const db = isLost ? null : openReadable(folder, keyring, options);
  return {
    kind: 'damaged',
    db,
    problem: new AppError('ERR_DB_CORRUPT', problem.data, { cause: problem }),
    folder,
    keyring,
    close: () => closeAll(db, state.release),
  };
}

function openReadable(folder: DataFolder, keyring: Keyring, options: StartDatabaseOptions): OpenDatabase | null {
  try {
    const db = openDatabase({
      ...options,
      file: folder.databaseFile,
      key: keyring.databaseKey,
      mode: 'read-only',
      onDamage: () => {},
    });
    if (!holdsNothing(db)) return db;
    db.close();
    return null;
  } catch {
    return null;
  }
}

/** Remembers that a page could not be read, so that the next start does not write into the damage. */
export function recordDamage(folder: DataFolder, problem: AppError, nowMs: UtcMs): void {
  if (existsSync(folder.damageFile)) return;
  writeFileDurably(folder.damageFile, JSON.stringify({ code: problem.code, data: problem.data, atMs: nowMs }));
}

function holdsNothing(db: OpenDatabase): boolean {
  return db.pluck<[], number>('SELECT count(*) FROM sqlite_schema').get() === 0;
}

function quickCheck(db: OpenDatabase): void {
  const verdict = db.pluck<[], string>('PRAGMA quick_check(1)').get();
  if (verdict !== 'ok') throw new AppError('ERR_DB_CORRUPT', { sqlite: 'quick_check' });
}

function refused(error: unknown, release: () => void): DatabaseStart {
  release();
  if (error instanceof AppError) return { kind: 'refused', problem: error };
  throw error;
}

function closeAll(db: OpenDatabase | null, release: () => void): void {
  db?.close();
  release();
}
