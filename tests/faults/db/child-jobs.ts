import { appendFileSync, writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { createJobEngine } from '#main/app/job-engine.ts';
import { defineJob, JOB_DONE } from '#main/app/jobs.ts';
import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { startReady } from '#tests/faults/db/start-in-child.ts';

/**
 * Enqueues numbered jobs and works them off; each run writes `begin n` and `end n` outside the database, as a printer or a carrier would
 * see it. To be killed. Arguments: data folder, file of the outside, first number, how many, run identity.
 */
const [dataDir = '', outside = '', first = '1', count = '0', identity = ''] = process.argv.slice(2);
const { db } = await startReady(dataDir);
let lastId = 0;
const common = {
  db,
  clock: { nowMs: () => Date.now() },
  timers: systemTimers,
  random: () => 0,
  ids: { next: () => `${identity}-${(lastId += 1)}` },
};
const job = defineJob({
  topic: 'print',
  payloadSchema: z.object({ n: z.int() }),
  concurrency: 3,
  async run(_context, { n }, info) {
    appendFileSync(outside, `begin ${n} ${info.wasInterrupted ? 'again' : 'new'}\n`);
    await delay(2);
    appendFileSync(outside, `end ${n}\n`);
    return JOB_DONE;
  },
});
const engine = createJobEngine({
  ...common,
  jobs: [job],
  onError: (error) => writeSync(1, `error ${String(error)}\n`),
});
engine.start();
for (let n = Number(first); n < Number(first) + Number(count); n += 1) {
  db.transaction((tx) => enqueueJob(tx, common, { topic: 'print', key: `print:${n}`, payload: { n } }));
  writeSync(1, `enqueued ${n}\n`);
  await delay(1);
}
await engine.whenIdle();
await engine.stop();
writeSync(1, 'idle\n');
db.close();
