import Database from 'better-sqlite3';
import { AppError } from '#shared/errors/app-error.ts';
import { toDbError } from '#main/db/sqlite-error.ts';

export type DatabaseMode = 'read-write' | 'read-only';

export interface ConnectOptions {
  readonly file: string;
  /** 32 random bytes (keyring.ts); used as they are, without stretching. */
  readonly key: Uint8Array;
  readonly mode: DatabaseMode;
  /** Pages kept in memory, in KiB. The writer keeps more than a reader. */
  readonly cacheKib?: number;
}

/** The encrypting build has one method more than the published types know. */
interface KeyedDatabase extends Database.Database {
  key(key: Buffer): number;
}

/** Length of the raw database key in bytes. */
export const DATABASE_KEY_BYTES = 32;

/** How long a connection waits for another one's lock before ERR_DB_LOCKED_BY_OTHER. */
const BUSY_TIMEOUT_MS = 5_000;
/** Pages in the WAL (4 KiB each) after which a commit copies them into the file: 8 MiB keeps the pause short and the WAL small. */
export const WAL_AUTOCHECKPOINT_PAGES = 2_000;
/** After a burst the WAL file shrinks back to this size. */
const WAL_SIZE_LIMIT_BYTES = 64 * 1024 * 1024;
const DEFAULT_CACHE_KIB = 16 * 1024;

/**
 * Opens a raw encrypted connection with the settings that every connection shares, and reads one page so that a wrong key shows now.
 * @throws AppError ERR_DB_KEY_WRONG when the file cannot be deciphered with this key; ERR_DB_CORRUPT, ERR_DB_IO, ERR_DB_LOCKED_BY_OTHER
 */
export function connect(options: ConnectOptions): Database.Database {
  const connection = openFile(options);
  try {
    unlock(connection, options.key);
    configure(connection, options);
    return connection;
  } catch (error) {
    connection.close();
    throw toDbError(error);
  }
}

/** The form in which SQLite3MultipleCiphers takes a key that must not be stretched. For `key()` and `ATTACH ... KEY`. */
export function rawKeyText(key: Uint8Array): string {
  if (key.length !== DATABASE_KEY_BYTES) throw new AppError('ERR_DB_KEY_WRONG', { bytes: key.length });
  return `raw:${Buffer.from(key).toString('hex')}`;
}

function openFile(options: ConnectOptions): KeyedDatabase {
  try {
    return new Database(options.file, {
      readonly: options.mode === 'read-only',
      timeout: BUSY_TIMEOUT_MS,
    }) as KeyedDatabase;
  } catch (error) {
    throw toDbError(error);
  }
}

function unlock(connection: KeyedDatabase, key: Uint8Array): void {
  connection.pragma("cipher = 'chacha20'");
  // A bound value, so that the key is in no SQL text that an error or a trace could show.
  connection.key(Buffer.from(rawKeyText(key)));
  try {
    connection.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    // The first page is authenticated: a wrong key and a destroyed first page look the same from here.
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB') {
      throw new AppError('ERR_DB_KEY_WRONG', {}, { cause: error });
    }
    throw error;
  }
}

function configure(connection: Database.Database, options: ConnectOptions): void {
  if (options.mode === 'read-write') {
    connection.pragma('journal_mode = WAL');
    // What was acknowledged survives a power cut: the WAL is flushed at each commit.
    connection.pragma('synchronous = FULL');
    connection.pragma(`wal_autocheckpoint = ${WAL_AUTOCHECKPOINT_PAGES}`);
    connection.pragma(`journal_size_limit = ${WAL_SIZE_LIMIT_BYTES}`);
    connection.pragma('foreign_keys = ON');
    // Without it INSERT OR REPLACE would delete rows of append-only tables behind their triggers' back.
    connection.pragma('recursive_triggers = ON');
  } else {
    connection.pragma('query_only = ON');
  }
  connection.pragma('trusted_schema = OFF');
  // Sorting must not leave plain text in temporary files: they are not encrypted.
  connection.pragma('temp_store = MEMORY');
  connection.pragma(`cache_size = -${options.cacheKib ?? DEFAULT_CACHE_KIB}`);
}
