import { writeSync } from 'node:fs';
import { fileKeystore } from '#main/app/keystore-file.ts';
import { ALL_MIGRATIONS } from '#main/db/migrations/all.ts';
import type { Migration } from '#main/db/migrations/migration.ts';
import { startDatabase } from '#main/db/start-database.ts';

/** A step that rewrites every order line, so that there is time to be killed in its middle. */
export const SLOW_STEP: Migration = {
  id: 970,
  name: 'slow',
  sql: `CREATE TABLE rewritten (id TEXT PRIMARY KEY, title TEXT NOT NULL, noise BLOB NOT NULL) STRICT;
        INSERT INTO rewritten SELECT id, title, randomblob(400) FROM order_lines;
        UPDATE rewritten SET title = title || '!', noise = randomblob(500);
        CREATE INDEX rewritten_title ON rewritten (title, id);`,
};

/** Migrates a data folder by one slow step. To be killed. Argument: data folder. */
if (import.meta.main) {
  const [dataDir = ''] = process.argv.slice(2);
  writeSync(1, 'begin\n');
  const migrations = [...ALL_MIGRATIONS, SLOW_STEP];
  const start = await startDatabase({
    dataDir,
    store: fileKeystore(dataDir),
    appVersion: '0.2.0',
    nowMs: () => Date.now(),
    migrations,
  });
  writeSync(1, `${start.kind}\n`);
}
