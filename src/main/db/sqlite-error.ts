import Database from 'better-sqlite3';
import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

/** SQLite's primary result codes and what they mean to an operator. Extended codes start with the primary one. */
const CODE_BY_PREFIX: readonly (readonly [prefix: string, code: ErrorCode])[] = [
  ['SQLITE_FULL', 'ERR_DB_DISK_FULL'],
  // The file that readers share is only made longer: that fails where the disk has no room.
  ['SQLITE_IOERR_SHMSIZE', 'ERR_DB_DISK_FULL'],
  ['SQLITE_READONLY', 'ERR_DB_READ_ONLY'],
  ['SQLITE_CORRUPT', 'ERR_DB_CORRUPT'],
  ['SQLITE_NOTADB', 'ERR_DB_CORRUPT'],
  ['SQLITE_BUSY', 'ERR_DB_LOCKED_BY_OTHER'],
  ['SQLITE_LOCKED', 'ERR_DB_LOCKED_BY_OTHER'],
  ['SQLITE_CONSTRAINT_UNIQUE', 'ERR_DB_CONFLICT'],
  ['SQLITE_CONSTRAINT_PRIMARYKEY', 'ERR_DB_CONFLICT'],
  ['SQLITE_CONSTRAINT_ROWID', 'ERR_DB_CONFLICT'],
  ['SQLITE_CONSTRAINT', 'ERR_DB_CONSTRAINT'],
  ['SQLITE_IOERR', 'ERR_DB_IO'],
  ['SQLITE_CANTOPEN', 'ERR_DB_IO'],
];

/**
 * Turns an error of SQLite into the AppError that screens can explain; any other error comes back unchanged.
 * Constraint errors carry SQLite's own text (`UNIQUE constraint failed: orders.shop_id`), which names columns and never values.
 */
export function toDbError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const known = CODE_BY_PREFIX.find(([prefix]) => error.code.startsWith(prefix));
  if (!known) return error;
  const [, code] = known;
  const isConstraint = code === 'ERR_DB_CONFLICT' || code === 'ERR_DB_CONSTRAINT';
  return new AppError(code, isConstraint ? { constraint: error.message } : { sqlite: error.code }, { cause: error });
}

/** Whether the database itself is in trouble (a full disk, a lost file), and not only what somebody wanted to write. */
export function isDatabaseTrouble(error: unknown): boolean {
  if (!(error instanceof AppError) || !error.code.startsWith('ERR_DB_')) return false;
  return error.code !== 'ERR_DB_CONSTRAINT' && error.code !== 'ERR_DB_CONFLICT';
}
