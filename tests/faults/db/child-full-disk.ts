import { rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { displayStatus } from '#core/orders/display-status.ts';
import { createJobEngine } from '#main/app/job-engine.ts';
import { defineJob, JOB_DONE } from '#main/app/jobs.ts';
import { createBackup } from '#main/db/backup.ts';
import { backupFileName } from '#main/db/data-folder.ts';
import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { verifyDatabase } from '#main/usecases/verify/verify-database.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { z } from 'zod';
import { startReady } from '#tests/faults/db/start-in-child.ts';
import { countingIds } from '#tests/support/counting-ids.ts';
import { fillOrder, fillShop } from '#tests/support/fill-database.ts';

/**
 * Fills the disk that the data folder lies on, tries to go on, makes room, goes on. Prints what it saw as one JSON line.
 * Arguments: data folder; `small-disk` when it lies on a disk of its own, else `page-limit`: SQLite itself then plays the full disk.
 */
const [dataDir = '', means = ''] = process.argv.slice(2);
const { db, folder, keyring } = await startReady(dataDir);
const ballast = join(dataDir, 'ballast');
if (means === 'small-disk') writeFileSync(ballast, Buffer.alloc(4 * 1024 * 1024));
else db.connection.pragma(`max_page_count = ${(db.pluck<[], number>('PRAGMA page_count').get() ?? 0) + 200}`);
db.transaction((tx) => fillShop(tx));

function codeOf(error: unknown): string {
  return error instanceof AppError ? error.code : String(error);
}

let told = 0;
function fillUntilRefused(limit: number): string {
  try {
    for (; told < limit; told += 5) {
      db.transaction((tx) => {
        for (let index = 1; index <= 5; index += 1) fillOrder(tx, told + index);
      });
    }
    return 'never refused';
  } catch (error) {
    return codeOf(error);
  }
}

const count = () => db.pluck<[], number>('SELECT count(*) FROM orders').get() ?? -1;
const whenFull = fillUntilRefused(100_000);
const kept = { told, stored: count() };

// Background work must go on as soon as there is room.
const clock = { nowMs: () => Date.now() };
const engineErrors: string[] = [];
let jobRuns = 0;
const job = defineJob({
  topic: 'late',
  payloadSchema: z.object({}),
  async run() {
    jobRuns += 1;
    return JOB_DONE;
  },
});
const common = { db, clock, ids: countingIds(), timers: systemTimers, random: () => 0 };
const engine = createJobEngine({ ...common, jobs: [job], onError: (error) => engineErrors.push(codeOf(error)) });

const target = join(folder.backupDir, backupFileName(Date.UTC(2026, 0, 1), 'manual', 1));
const backupWhenFull = await createBackup({ source: folder.databaseFile, key: keyring.databaseKey, target }).then(
  () => 'made',
  codeOf,
);

if (means === 'small-disk') rmSync(ballast);
else db.connection.pragma('max_page_count = 1000000');
const afterRoom = fillUntilRefused(told + 50);
db.transaction((tx) => enqueueJob(tx, common, { topic: 'late', key: 'late:1', payload: {} }));
engine.start();
await engine.whenIdle();
await engine.stop();
const sound = verifyDatabase(db, { deriveStatus: displayStatus }).ok;
const seen = { means, whenFull, kept, backupWhenFull, afterRoom, stored: count(), told, sound, jobRuns, engineErrors };
writeSync(1, `seen ${JSON.stringify(seen)}\n`);
db.close();
