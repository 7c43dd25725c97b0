import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { refusalOf } from '#main/app/refusal-of.ts';
import { toDbError } from '#main/db/sqlite-error.ts';
import { AppError } from '#shared/errors/app-error.ts';

const { SqliteError } = Database;

it.each([
  [new AppError('ERR_DB_NEWER_THAN_APP', { step: 9 }), 'ERR_DB_NEWER_THAN_APP'],
  [Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }), 'ERR_DB_DISK_FULL'],
  [toDbError(new SqliteError('disk I/O error', 'SQLITE_IOERR_SHMSIZE')), 'ERR_DB_DISK_FULL'],
  [toDbError(new SqliteError('disk I/O error', 'SQLITE_IOERR_READ')), 'ERR_DB_IO'],
  [new TypeError('x is not a function'), 'ERR_HOST_INTERNAL'],
])('tells why a backend did not start: %s', (error, code) => {
  expect(refusalOf(error).code).toBe(code);
});
