import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '#main/db/migrate.ts';
import { ALL_MIGRATIONS } from '#main/db/migrations/all.ts';
import { openDatabase } from '#main/db/open.ts';
import type { OpenDatabase, OpenDatabaseOptions } from '#main/db/open.ts';

export interface TestDatabase {
  readonly db: OpenDatabase;
  readonly dir: string;
  readonly file: string;
  readonly key: Uint8Array;
  /** Closes and deletes everything. */
  [Symbol.dispose](): void;
}

export const TEST_DATABASE_KEY: Uint8Array = new Uint8Array(32).fill(7);

/** A real, encrypted, migrated database in a folder of its own: `using test = openTestDatabase()`. */
export function openTestDatabase(options: Partial<OpenDatabaseOptions> = {}): TestDatabase {
  const dir = mkdtempSync(join(tmpdir(), 'packbench-test-'));
  const file = join(dir, 'packbench.db');
  writeFileSync(file, migratedFile());
  const db = openDatabase({ file, key: TEST_DATABASE_KEY, mode: 'read-write', ...options });
  return {
    db,
    dir,
    file,
    key: TEST_DATABASE_KEY,
    [Symbol.dispose]() {
      db.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

let migrated: Buffer | undefined;

/** A database in which nothing has happened but every migration. Those take 100 ms, so that a test file runs them once. */
function migratedFile(): Buffer {
  if (migrated) return migrated;
  const dir = mkdtempSync(join(tmpdir(), 'packbench-test-'));
  try {
    const file = join(dir, 'packbench.db');
    const db = openDatabase({ file, key: TEST_DATABASE_KEY, mode: 'read-write' });
    migrate(db, {
      migrations: ALL_MIGRATIONS,
      appVersion: '0.0.0-test',
      nowMs: () => 0,
      backUpFirst: () => {
        throw new Error('a new database holds nothing to back up');
      },
    });
    // Takes the write-ahead log into the file.
    db.close();
    return (migrated = readFileSync(file));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
