import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '#main/db/migrate.ts';
import { ALL_MIGRATIONS } from '#main/db/migrations/all.ts';
import { openDatabase } from '#main/db/open.ts';
import { closing } from './closing.ts';
import type { BenchDatabase } from './closing.ts';

/** An empty encrypted database in the product's own settings, `synchronous=FULL` included; deleted with the handle. */
export function openFreshDatabase(): BenchDatabase {
  const dir = mkdtempSync(join(tmpdir(), 'packbench-bench-'));
  const key = new Uint8Array(32).fill(7);
  const db = openDatabase({ file: join(dir, 'packbench.db'), key, mode: 'read-write' });
  const backUpFirst = (): never => {
    throw new Error('a new database holds nothing to back up');
  };
  migrate(db, { migrations: ALL_MIGRATIONS, appVersion: '0.0.0-bench', nowMs: () => 0, backUpFirst });
  return closing(db, key, () => {
    db.close();
    rmSync(dir, { recursive: true, force: true });
  });
}
