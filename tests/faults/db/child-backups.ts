import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createBackup } from '#main/db/backup.ts';
import { backupFileName } from '#main/db/data-folder.ts';
import { startReady } from '#tests/faults/db/start-in-child.ts';

/** Makes backups for ever. To be killed. Argument: data folder. */
const [dataDir = ''] = process.argv.slice(2);
const { folder, keyring } = await startReady(dataDir);
for (let n = 0; ; n += 1) {
  const target = join(folder.backupDir, backupFileName(Date.UTC(2026, 0, 1) + n * 1_000, 'manual', n));
  writeSync(1, `begin ${n}\n`);
  await createBackup({ source: folder.databaseFile, key: keyring.databaseKey, target });
  writeSync(1, `done ${target}\n`);
}
