import { expect, it } from 'vitest';
import { createJobEngine } from '#main/app/job-engine.ts';
import { defineJob, JOB_DONE } from '#main/app/jobs.ts';
import { enqueueJob, findJobByKey } from '#main/db/repos/jobs-repo.ts';
import { saveSchedule } from '#main/db/repos/schedules-repo.ts';
import { countingIds } from '#tests/support/counting-ids.ts';
import { ManualTime } from '#tests/support/manual-time.ts';
import { openTestDatabase } from '#tests/support/open-test-database.ts';
import { z } from 'zod';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** An engine by a clock whose hands somebody else moves: timers go by real time, the clock does not. */
function openBench() {
  const test = openTestDatabase();
  const time = new ManualTime();
  const ids = countingIds();
  let offsetMs = 0;
  const clock = { nowMs: () => time.nowMs() + offsetMs };
  const runs: string[] = [];
  const errors: unknown[] = [];
  let fails = false;
  const engineOf = () =>
    createJobEngine({
      db: test.db,
      clock,
      ids,
      timers: time,
      random: () => 0.5,
      jobs: [
        defineJob({
          topic: 'poll',
          payloadSchema: z.object({}),
          async run(_context, _payload, job) {
            runs.push(job.key);
            return fails ? { kind: 'retry', code: 'ERR_HOST_DISCONNECTED' } : JOB_DONE;
          },
        }),
      ],
      onError: (error) => errors.push(error),
    });
  return {
    ...test,
    time,
    clock,
    ids,
    runs,
    errors,
    engineOf,
    setClock: (byMs: number) => void (offsetMs += byMs),
    failFromNow: (fail: boolean) => void (fails = fail),
    schedule: () =>
      test.db.transaction((tx) => {
        const poll = { name: 'poll', topic: 'poll', payload: {}, intervalMs: 5 * MINUTE_MS, enabled: true };
        saveSchedule(tx, poll, clock.nowMs());
      }),
    [Symbol.dispose]: () => test[Symbol.dispose](),
  };
}

it('a clock that was a day ahead and is set right does not stop polling for a day', async () => {
  using bench = openBench();
  const engine = bench.engineOf();
  bench.schedule();
  engine.start();
  await engine.whenIdle();
  bench.setClock(DAY_MS);
  bench.time.advance(30_000);
  await engine.whenIdle();
  const before = bench.runs.length;
  bench.setClock(-DAY_MS);
  for (let minute = 0; minute < 6; minute += 1) {
    bench.time.advance(MINUTE_MS);
    await engine.whenIdle();
  }
  expect(bench.runs.length).toBeGreaterThanOrEqual(before + 2);
  expect(bench.errors).toEqual([]);
  await engine.stop();
});

it('a slot that comes a second time is worked a second time', async () => {
  using bench = openBench();
  const engine = bench.engineOf();
  bench.schedule();
  engine.start();
  await engine.whenIdle();
  bench.time.advance(6 * MINUTE_MS);
  await engine.whenIdle();
  const before = bench.runs.length;
  bench.setClock(-6 * MINUTE_MS);
  bench.time.advance(6 * MINUTE_MS);
  await engine.whenIdle();
  expect(bench.runs.length).toBeGreaterThan(before);
  expect(new Set(bench.runs).size).toBe(bench.runs.length);
  await engine.stop();
});

it('work that waits out its backoff by the wrong clock is tried again, also when the clock was set right while nothing ran', async () => {
  using bench = openBench();
  bench.setClock(DAY_MS);
  bench.failFromNow(true);
  const first = bench.engineOf();
  bench.db.transaction((tx) => enqueueJob(tx, bench, { topic: 'poll', key: 'p:1', payload: {} }));
  first.start();
  await first.whenIdle();
  expect(findJobByKey(bench.db, 'p:1')).toMatchObject({ state: 'waiting', attempts: 1 });
  await first.stop();
  bench.setClock(-DAY_MS);
  bench.failFromNow(false);
  const second = bench.engineOf();
  second.start();
  await second.whenIdle();
  expect(findJobByKey(bench.db, 'p:1')?.state).toBe('done');
  await second.stop();
});

it('a job that this version cannot do is parked with its reason instead of waiting for ever', async () => {
  using bench = openBench();
  bench.db.transaction((tx) => enqueueJob(tx, bench, { topic: 'of-another-version', key: 'x:1', payload: {} }));
  const engine = bench.engineOf();
  engine.start();
  await engine.whenIdle();
  const job = findJobByKey(bench.db, 'x:1');
  expect(job?.state).toBe('parked');
  expect(JSON.parse(job?.last_error_json ?? '')).toMatchObject({
    code: 'ERR_JOB_TOPIC_UNKNOWN',
    data: { topic: 'of-another-version' },
  });
  await engine.stop();
});
