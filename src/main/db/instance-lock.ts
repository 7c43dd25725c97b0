import Database from 'better-sqlite3';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * Holds a data folder for one process. The lock is the operating system's own (an exclusive SQLite transaction on a file of its own),
 * so that it ends with the process, however that dies: no stale lock to remove.
 * @returns the way to let go
 * @throws AppError ERR_DB_LOCKED_BY_OTHER when another process works in this folder
 */
export function acquireInstanceLock(file: string): () => void {
  const connection = new Database(file, { timeout: 0 });
  try {
    connection.pragma('journal_mode = MEMORY');
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    throw new AppError('ERR_DB_LOCKED_BY_OTHER', { sqlite: 'instance' }, { cause: error });
  }
  return () => connection.close();
}
