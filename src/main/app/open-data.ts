import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { DATABASE_KEY_BYTES } from '#main/db/connect.ts';
import { openDatabase } from '#main/db/open.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import { migrate } from '#main/db/migrate.ts';
import { ALL_MIGRATIONS } from '#main/db/migrations/all.ts';
import { findOperator, listOperatorRows } from '#main/db/repos/operators-repo.ts';
import { startDatabase } from '#main/db/start-database.ts';
import type { DataFolder } from '#main/db/data-folder.ts';
import { openDataFolder } from '#main/db/data-folder.ts';
import type { Keyring } from '#main/db/keyring.ts';
import type { StartDatabaseOptions } from '#main/db/start-database.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { skipNumbers } from '#main/usecases/documents/skip-numbers.ts';
import { listSettings } from '#main/usecases/settings/manage-settings.ts';
import type { UtcMs } from '#shared/model/time.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** The opened data folder, or the best that can be had of it. Only `ready` may be written to. */
export interface OpenedData {
  readonly mode: 'ready' | 'read_only' | 'needs_recovery_key';
  readonly db: OpenDatabase;
  /** `db` is an empty one, of which nothing may be told as if it were the stored one. */
  readonly isStandIn: boolean;
  readonly folder: DataFolder;
  /** Null until the recovery key was entered. */
  readonly keyring: Keyring | null;
  readonly problem: AppError | null;
  readonly isNew: boolean;
  /** Opens the keys and repairs the keystore entry; the backend must be started anew afterwards. @throws AppError ERR_DB_RECOVERY_KEY_INVALID */
  enterRecoveryKey(recoveryKey: string): Promise<void>;
  close(): void;
}

/**
 * Opens the data folder for a workstation. Where nothing can be read, or nobody could sign in, an empty read-only database stands
 * in, so that the window can still say what happened and offer the way out.
 * @throws AppError when the start was refused: newer than the app, held by another process, full disk, failed schema step
 */
export async function openData(options: StartDatabaseOptions): Promise<OpenedData> {
  const started = await startDatabase(options);
  const notNeeded = () => Promise.reject(new AppError('ERR_DB_RECOVERY_KEY_INVALID', { reason: 'not_needed' }));
  switch (started.kind) {
    case 'refused':
      throw started.problem;
    case 'ready':
      if (started.restored) started.db.transaction(skipNumbers);
      return {
        mode: 'ready',
        db: started.db,
        isStandIn: false,
        folder: started.folder,
        keyring: started.keyring,
        problem: null,
        isNew: started.isNew,
        enterRecoveryKey: notNeeded,
        close: started.close,
      };
    case 'damaged': {
      const { folder, keyring, problem } = started;
      const readable = started.db && canSignIn(started.db) ? started.db : null;
      const { db, discard } = readable ? { db: readable, discard: () => {} } : standIn();
      return {
        mode: 'read_only',
        db,
        isStandIn: readable === null,
        folder,
        keyring,
        problem,
        isNew: false,
        enterRecoveryKey: notNeeded,
        close() {
          discard();
          started.close();
        },
      };
    }
    case 'needs_recovery_key': {
      const { db, discard } = standIn();
      return {
        mode: 'needs_recovery_key',
        db,
        isStandIn: true,
        folder: openDataFolder(options.dataDir),
        keyring: null,
        problem: new AppError('ERR_DB_KEY_MISSING', { reason: started.reason }),
        isNew: false,
        async enterRecoveryKey(recoveryKey) {
          const opened = await started.enter(recoveryKey);
          if (opened.kind === 'refused') throw opened.problem;
          if (opened.kind === 'ready') noteRecovery(opened.db, options.nowMs());
          opened.close();
        },
        close() {
          discard();
          started.close();
        },
      };
    }
  }
}

/** Nobody can be signed in while the database is closed: the audit knows the act, and that it came from the window. */
function noteRecovery(db: OpenDatabase, atMs: UtcMs): void {
  const actor = { kind: 'system', id: 'recovery', name: 'Packbench' } as const;
  const act = { actor, source: 'window', traceId: uuidv7() };
  db.transaction((tx) => recordAudit(tx, { atMs, act, what: 'recovery_key.enter', target: 'database' }));
}

/** Whether the tables are whole without which no window gets as far as the repair: people and settings, by list and one by one. */
function canSignIn(db: OpenDatabase): boolean {
  try {
    for (const { id } of listOperatorRows(db)) findOperator(db, id);
    listSettings(db);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** An empty database that refuses every write. A file, because the cipher takes no key for a database in memory. */
function standIn(): { readonly db: OpenDatabase; discard(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'packbench-stand-in-'));
  const file = join(dir, 'empty.db');
  empty ??= makeEmpty(file);
  writeFileSync(file, empty.bytes);
  const db = openDatabase({ file, key: empty.key, mode: 'read-write' });
  db.connection.pragma('query_only = ON');
  return {
    db,
    discard() {
      db.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The same for every stand-in of this process: its schema takes longer to make than all else of a start. */
let empty: { readonly bytes: Uint8Array; readonly key: Uint8Array } | undefined;

function makeEmpty(file: string): NonNullable<typeof empty> {
  const key = randomBytes(DATABASE_KEY_BYTES);
  const db = openDatabase({ file, key, mode: 'read-write' });
  migrate(db, { migrations: ALL_MIGRATIONS, appVersion: '0', nowMs: () => 0, backUpFirst: () => '' });
  db.close();
  return { bytes: readFileSync(file), key };
}
