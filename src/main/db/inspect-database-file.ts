import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { AppError } from '#shared/errors/app-error.ts';
import { openDatabase } from '#main/db/open.ts';
import type { OpenDatabase } from '#main/db/open.ts';

const HASHED_AT_ONCE = 256 * 1024;

/** What a database file turned out to be when it was opened and read through. */
export interface FileInspection {
  /** The file is whole. Broken references alone are named in `detail` and do not make a backup useless. */
  readonly ok: boolean;
  /** `ok`, `missing`, `foreign`, or SQLite's or our own reason in a few words; names tables and pages, never values. */
  readonly detail: string;
  /** Null when that could not be read. */
  readonly orders: number | null;
  /** Newest schema step inside, e.g. 10; null for a file without our schema. */
  readonly step: number | null;
}

/**
 * Opens a database file read-only and reads every page of it: deciphering, structure, references. Slow for large files: for workers.
 * SQLite skips CHECK rules on a read-only connection; verify on the running database does evaluate them.
 */
export function inspectDatabaseFile(file: string, key: Uint8Array): FileInspection {
  const nothing = { orders: null, step: null };
  if (!existsSync(file)) return { ok: false, detail: 'missing', ...nothing };
  try {
    const db = openDatabase({ file, key, mode: 'read-only' });
    try {
      if (!hasOurTables(db)) return { ok: false, detail: 'foreign', ...nothing };
      const integrity = db.pluck<[], string>('PRAGMA integrity_check(1)').get() ?? 'no answer';
      const [broken] = db.prepare<[], { table: string }>('PRAGMA foreign_key_check').all();
      const detail = integrity === 'ok' && broken ? `references of ${broken.table} are broken` : integrity;
      const step = db.pluck<[], number | null>('SELECT max(id) FROM schema_migrations').get() ?? null;
      const orders = db.pluck<[], number>('SELECT count(*) FROM orders').get() ?? 0;
      return { ok: integrity === 'ok', detail, orders, step };
    } finally {
      db.close();
    }
  } catch (error) {
    return { ok: false, detail: error instanceof AppError ? error.code : String(error), ...nothing };
  }
}

/** A file of no bytes opens as a database without tables. */
function hasOurTables(db: OpenDatabase): boolean {
  const names = `SELECT count(*) FROM sqlite_schema WHERE name IN ('schema_migrations', 'orders')`;
  return db.pluck<[], number>(names).get() === 2;
}

/** SHA-256 of a file's bytes, hex. One buffer for all of it: a stream gets a new one for each 64 KB, and that was the most memory the backend ever held. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  const handle = await open(file);
  try {
    const buffer = Buffer.allocUnsafeSlow(HASHED_AT_ONCE);
    for (let read = await handle.read(buffer); read.bytesRead > 0; read = await handle.read(buffer))
      hash.update(buffer.subarray(0, read.bytesRead));
  } finally {
    await handle.close();
  }
  return hash.digest('hex');
}
