import { writeSync } from 'node:fs';
import { importJobs } from '#main/app/import-jobs.ts';
import { createJobEngine } from '#main/app/job-engine.ts';
import { openDatabase } from '#main/db/open.ts';
import { readsOn } from '#main/db/queries/named-query.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { readFilesHere } from '#main/usecases/imports/import-file-reader.ts';
import { previewImport } from '#main/usecases/imports/preview-import.ts';
import { settleInterruptedImports } from '#main/usecases/imports/settle-interrupted-imports.ts';
import { startImport } from '#main/usecases/imports/start-import.ts';
import { startReady } from '#tests/faults/db/start-in-child.ts';
import { SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

/**
 * Reads and applies a file of orders with the real engine, or goes on with what an earlier run left; to be killed. Arguments: data
 * folder, run identity, rows after which it says `reached`, the file's text (empty: only go on).
 */
const [dataDir = '', identity = '', mark = '', content = ''] = process.argv.slice(2);
const { db, folder, keyring } = await startReady(dataDir);
// What is written and not committed yet is seen on the connection that writes it, and on no other.
const committed = openDatabase({ file: folder.databaseFile, key: keyring.databaseKey, mode: 'read-only' });
let lastId = 0;
const silent = () => {};
const context = {
  db,
  read: db,
  clock: { nowMs: () => Date.now() },
  ids: { next: () => `${identity}-${(lastId += 1)}` },
  log: { debug: silent, info: silent, warn: silent, error: silent },
  live: { publish: silent },
};
settleInterruptedImports(context);
const engine = createJobEngine({
  ...context,
  timers: systemTimers,
  random: () => 0,
  jobs: importJobs(context, { reads: readsOn(db), warehouseId: () => 'w1' }),
  onError: (error) => writeSync(1, `error ${String(error)}\n`),
});
db.onCommit((areas) => {
  if (!areas.has('imports')) return;
  const row = committed
    .prepare<[], { state: string; n: number }>('SELECT state, applied_count AS n FROM imports')
    .get();
  if (row?.state === 'applying' && row.n >= Number(mark)) writeSync(1, 'reached\n');
});
engine.start();
if (content !== '') {
  const bytes = new TextEncoder().encode(content);
  const request = { kind: 'orders', shopId: 's1', fileName: 'orders.csv', bytes, mapping: null } as const;
  startImport(context, SYSTEM_ACT, (await previewImport(context, readFilesHere, SYSTEM_ACT, request)).importId);
}
await engine.whenIdle();
await engine.stop();
writeSync(1, 'idle\n');
committed.close();
db.close();
