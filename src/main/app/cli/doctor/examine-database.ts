import { existsSync, statSync } from 'node:fs';
import type { Finding } from '#main/app/cli/doctor/finding.ts';
import { found } from '#main/app/cli/doctor/finding.ts';
import { openNodeKeystore } from '#main/app/keystore-node.ts';
import { dataFolder } from '#main/db/data-folder.ts';
import { acquireInstanceLock } from '#main/db/instance-lock.ts';
import { openKeyring } from '#main/db/keyring.ts';
import { isDatabaseLost, isDatabaseThere } from '#main/db/lost-database.ts';
import { NEWEST_STEP } from '#main/db/migrations/all.ts';
import { openDatabase } from '#main/db/open.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** What was learnt of the database, for the checks that need it. */
export interface ExaminedDatabase {
  readonly finding: Finding;
  /** Time of the newest change; null when nothing could be read. */
  readonly newestAtMs: number | null;
}

/** Opens the database read-only, also beside a running workstation, and lets SQLite look it through quickly. */
export async function examineDatabase(dataDir: string): Promise<ExaminedDatabase> {
  if (!existsSync(dataDir)) return { finding: found('database', 'skipped', { dataDir }), newestAtMs: null };
  if (!statSync(dataDir).isDirectory())
    return { finding: found('database', 'failed', { dataDir, detail: 'not_a_folder' }), newestAtMs: null };
  const folder = dataFolder(dataDir);
  if (isDatabaseLost(folder))
    return { finding: found('database', 'failed', { dataDir, detail: 'database_lost' }), newestAtMs: null };
  if (!isDatabaseThere(folder)) return { finding: found('database', 'skipped', { dataDir }), newestAtMs: null };
  // Without the copies: a doctor repairs nothing.
  const keys = { file: folder.keyFile, store: await openNodeKeystore(dataDir), copies: [], databaseExists: true };
  const opened = await openKeyring(keys);
  if (opened.kind !== 'open') throw new AppError('ERR_DB_KEY_MISSING', { reason: opened.reason });
  const db = openDatabase({ file: folder.databaseFile, key: opened.keyring.databaseKey, mode: 'read-only' });
  try {
    // What a newer version keeps may stand elsewhere: nothing more is read of it.
    if (stepOf(db) > NEWEST_STEP)
      return { finding: found('database', 'failed', { detail: 'newer_than_app' }), newestAtMs: null };
    return { finding: judge(db, isInUse(folder.lockFile), existsSync(folder.damageFile)), newestAtMs: newestOf(db) };
  } finally {
    db.close();
  }
}

const stepOf = (db: OpenDatabase): number => db.pluck<[], number>('SELECT max(id) FROM schema_migrations').get() ?? 0;

function judge(db: OpenDatabase, inUse: boolean, isDamaged: boolean): Finding {
  const verdict = db.pluck<[], string>('PRAGMA quick_check(1)').get() ?? 'no_answer';
  const orders = db.pluck<[], number>('SELECT count(*) FROM orders').get() ?? 0;
  const detail = verdict !== 'ok' ? verdict : isDamaged ? 'damage_seen_before' : '';
  const data = { orders, step: stepOf(db), running: inUse ? 'yes' : 'no', detail };
  return found('database', detail === '' ? 'ok' : 'failed', data);
}

function newestOf(db: OpenDatabase): number | null {
  return db.pluck<[], number | null>('SELECT max(updated_at_ms) FROM orders').get() ?? null;
}

/** The lock is the operating system's: taking it for a moment tells whether anybody holds it. */
function isInUse(lockFile: string): boolean {
  try {
    acquireInstanceLock(lockFile)();
    return false;
  } catch (error) {
    if (error instanceof AppError && error.code === 'ERR_DB_LOCKED_BY_OTHER') return true;
    throw error;
  }
}
