import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { createJobEngine } from '#main/app/job-engine.ts';
import type { JobChange, JobEngine } from '#main/app/job-engine.ts';
import { defineJob, JOB_DONE, orGiveUp } from '#main/app/jobs.ts';
import type { JobInfo, JobOutcome, JobRunContext, RegisteredJob } from '#main/app/jobs.ts';
import { cancelJobRow, enqueueJob, findJobByKey } from '#main/db/repos/jobs-repo.ts';
import type { NewJob } from '#main/db/repos/jobs-repo.ts';
import { listSchedules, saveSchedule } from '#main/db/repos/schedules-repo.ts';
import { countingIds } from '#tests/support/counting-ids.ts';
import { ManualTime } from '#tests/support/manual-time.ts';
import { openTestDatabase } from '#tests/support/open-test-database.ts';

const PayloadSchema = z.object({ parcel: z.string() });

function openBench() {
  const test = openTestDatabase();
  const time = new ManualTime();
  const ids = countingIds();
  const errors: unknown[] = [];
  const engines: JobEngine[] = [];
  return {
    db: test.db,
    time,
    errors,
    enqueue: (job: Partial<NewJob> = {}) =>
      test.db.transaction((tx) =>
        enqueueJob(tx, { clock: time, ids }, { topic: 'ship', key: 'ship:1', payload: { parcel: 'p1' }, ...job }),
      ),
    job: (key = 'ship:1') => findJobByKey(test.db, key),
    startEngine(...jobs: RegisteredJob[]): JobEngine {
      const engine = createJobEngine({
        db: test.db,
        clock: time,
        ids,
        timers: time,
        random: () => 0,
        jobs,
        onError: (error) => errors.push(error),
      });
      engines.push(engine);
      engine.start();
      return engine;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(engines.map((engine) => engine.stop()));
      test[Symbol.dispose]();
    },
  };
}

type Run = (context: JobRunContext, payload: { parcel: string }, job: JobInfo) => Promise<JobOutcome>;

function shipJob(run: Run, options: { concurrency?: number; leaseMs?: number } = {}): RegisteredJob {
  return defineJob({ topic: 'ship', payloadSchema: PayloadSchema, run, ...options });
}

/** A run that ends when the test says so. */
function heldRun() {
  const started = Promise.withResolvers<JobRunContext>();
  const outcome = Promise.withResolvers<JobOutcome>();
  const run: Run = (context) => {
    started.resolve(context);
    return outcome.promise;
  };
  return { run, started: started.promise, end: outcome.resolve };
}

describe('enqueueJob', () => {
  it('parks work that nobody handles also where it is put in line while the engine runs', async () => {
    await using bench = openBench();
    const engine = bench.startEngine(shipJob(async () => JOB_DONE));
    bench.enqueue({ topic: 'buy', key: 'buy:1' });
    await engine.whenIdle();
    expect(bench.job('buy:1')).toMatchObject({
      state: 'parked',
      last_error_json: expect.stringContaining('ERR_JOB_TOPIC_UNKNOWN'),
    });
    expect(bench.errors).toEqual([]);
  });

  it('keeps one job per key, whatever happened to it', async () => {
    await using bench = openBench();
    const first = bench.enqueue();
    expect(first.created).toBe(true);
    expect(bench.enqueue({ payload: { parcel: 'other' } })).toEqual({ jobId: first.jobId, created: false });
    const engine = bench.startEngine(shipJob(async () => JOB_DONE));
    await engine.whenIdle();
    expect(bench.enqueue()).toEqual({ jobId: first.jobId, created: false });
    expect(bench.job()).toMatchObject({ state: 'done', payload_json: '{"parcel":"p1"}' });
  });

  it('leaves no job behind when its transaction rolls back', async () => {
    await using bench = openBench();
    expect(() =>
      bench.db.transaction(() => {
        bench.enqueue();
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(bench.job()).toBeUndefined();
  });
});

describe('job engine', () => {
  it('wakes when a job is committed and tells each step', async () => {
    await using bench = openBench();
    const payloads: unknown[] = [];
    const changes: JobChange[] = [];
    const engine = bench.startEngine(
      shipJob(async (_context, payload) => {
        payloads.push(payload);
        return JOB_DONE;
      }),
    );
    engine.onChange((change) => changes.push(change));
    await engine.whenIdle();
    bench.enqueue();
    await engine.whenIdle();
    expect(payloads).toEqual([{ parcel: 'p1' }]);
    expect(changes.map((change) => change.state)).toEqual(['leased', 'done']);
    expect(bench.job()).toMatchObject({
      state: 'done',
      attempts: 1,
      lease_owner: null,
      finished_at_ms: bench.time.nowMs(),
    });
  });

  it('waits longer after each failure and runs again by itself', async () => {
    await using bench = openBench();
    const startedAtMs: number[] = [];
    const begin = bench.time.nowMs();
    const engine = bench.startEngine(
      shipJob(async () => {
        startedAtMs.push(bench.time.nowMs() - begin);
        return startedAtMs.length < 4 ? { kind: 'retry', code: 'ERR_CHANNEL_UNREACHABLE' } : JOB_DONE;
      }),
    );
    bench.enqueue();
    await engine.whenIdle();
    for (const pauseMs of [2_000, 4_000, 8_000]) {
      bench.time.advance(pauseMs - 1);
      await engine.whenIdle();
      bench.time.advance(1);
      await engine.whenIdle();
    }
    expect(startedAtMs).toEqual([0, 2_000, 6_000, 14_000]);
    expect(bench.job()).toMatchObject({ state: 'done', attempts: 4 });
  });

  it('obeys a retry-after instead of its own pause', async () => {
    await using bench = openBench();
    const engine = bench.startEngine(
      shipJob(async () => ({ kind: 'retry', code: 'ERR_CHANNEL_THROTTLED', afterMs: 61_000 })),
    );
    bench.enqueue();
    await engine.whenIdle();
    expect(bench.job()).toMatchObject({ state: 'waiting', due_at_ms: bench.time.nowMs() + 61_000 });
  });

  it('parks with the reason when the attempts are used up', async () => {
    await using bench = openBench();
    const engine = bench.startEngine(shipJob(async () => ({ kind: 'retry', code: 'ERR_CHANNEL_UNREACHABLE' })));
    bench.enqueue({ maxAttempts: 2 });
    await engine.whenIdle();
    bench.time.advance(10_000);
    await engine.whenIdle();
    const error = JSON.parse(bench.job()?.last_error_json ?? '{}');
    expect(bench.job()?.state).toBe('parked');
    expect(error).toMatchObject({
      code: 'ERR_JOB_ATTEMPTS_EXHAUSTED',
      data: { attempts: 2, lastCode: 'ERR_CHANNEL_UNREACHABLE' },
    });
  });

  it('waits for room on the disk as long as it takes, and then goes on by itself', async () => {
    await using bench = openBench();
    let isFull = true;
    bench.enqueue({ maxAttempts: 2 });
    const engine = bench.startEngine(
      shipJob(async () => {
        if (isFull) throw new AppError('ERR_DB_DISK_FULL', { sqlite: 'SQLITE_FULL' });
        return JOB_DONE;
      }),
    );
    for (let minute = 0; minute < 5; minute += 1) {
      await engine.whenIdle();
      expect(bench.job()).toMatchObject({ state: 'waiting', attempts: 0 });
      expect(bench.job()?.last_error_json).toContain('ERR_DB_DISK_FULL');
      bench.time.advance(60_000);
    }
    isFull = false;
    bench.time.advance(60_000);
    await engine.whenIdle();
    expect(bench.job()?.state).toBe('done');
  });

  it.each(['retry', 'park'] as const)(
    'gives up instead of parking where the work comes again by itself (%s)',
    async (kind) => {
      await using bench = openBench();
      const engine = bench.startEngine(shipJob(async () => orGiveUp({ kind, code: 'ERR_CHANNEL_THROTTLED' })));
      bench.enqueue({ maxAttempts: 1 });
      await engine.whenIdle();
      expect(bench.job()).toMatchObject({ state: 'cancelled', finished_at_ms: bench.time.nowMs() });
      expect(bench.job()?.last_error_json).toContain('ERR_CHANNEL_THROTTLED');
    },
  );

  it.each([
    ['does not fit its schema', '{"parcel":1}'],
    ['is no JSON', 'half a mess'],
  ])('parks a job whose stored payload %s and keeps the payload', async (_name, text) => {
    await using bench = openBench();
    bench.enqueue();
    bench.db.transaction((tx) => tx.prepare<[string]>('UPDATE jobs SET payload_json = ?').run(text));
    const engine = bench.startEngine(
      shipJob(async () => {
        throw new Error('must not run');
      }),
    );
    await engine.whenIdle();
    expect(bench.job()).toMatchObject({ state: 'parked', payload_json: text });
    expect(JSON.parse(bench.job()?.last_error_json ?? '{}').code).toBe('ERR_JOB_PAYLOAD_UNREADABLE');
  });

  it.each([
    [new AppError('ERR_CHANNEL_AUTH'), 'parked'],
    [new AppError('ERR_CHANNEL_UNREACHABLE'), 'waiting'],
    [new Error('surprise'), 'waiting'],
  ])('decides by the catalogue what a thrown %s means', async (error, state) => {
    await using bench = openBench();
    bench.enqueue();
    const engine = bench.startEngine(
      shipJob(async () => {
        throw error;
      }),
    );
    await engine.whenIdle();
    expect(bench.job()?.state).toBe(state);
  });

  it('runs no more at a time than the topic allows', async () => {
    await using bench = openBench();
    let running = 0;
    let most = 0;
    const engine = bench.startEngine(
      shipJob(
        async () => {
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setImmediate(resolve));
          running -= 1;
          return JOB_DONE;
        },
        { concurrency: 2 },
      ),
    );
    for (let n = 1; n <= 7; n += 1) bench.enqueue({ key: `ship:${n}` });
    await engine.whenIdle();
    expect(most).toBe(2);
    expect(bench.db.pluck<[], number>(`SELECT count(*) FROM jobs WHERE state = 'done'`).get()).toBe(7);
  });

  it('renews the lease of a long run', async () => {
    await using bench = openBench();
    const held = heldRun();
    const engine = bench.startEngine(shipJob(held.run, { leaseMs: 30_000 }));
    bench.enqueue();
    const context = await held.started;
    for (let step = 0; step < 12; step += 1) bench.time.advance(10_000);
    expect(bench.job()?.lease_until_ms).toBe(bench.time.nowMs() + 30_000);
    expect(context.signal.aborted).toBe(false);
    held.end(JOB_DONE);
    await engine.whenIdle();
    expect(bench.job()).toMatchObject({ state: 'done', attempts: 1 });
  });

  it('does not begin a run twice when its lease lapsed while it still ran', async () => {
    await using bench = openBench();
    const held = heldRun();
    let begun = 0;
    const run: Run = (context, payload, job) => {
      begun += 1;
      return held.run(context, payload, job);
    };
    const engine = bench.startEngine(shipJob(run, { concurrency: 3 }));
    bench.enqueue();
    await held.started;
    bench.db.transaction((tx) => tx.prepare<[]>('UPDATE jobs SET due_at_ms = 0, lease_until_ms = 0').run());
    engine.wake();
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun).toBe(1);
    held.end(JOB_DONE);
    await engine.whenIdle();
    expect(bench.job()?.state).toBe('done');
  });

  it('takes over what a dead engine left and says that the run was interrupted', async () => {
    await using bench = openBench();
    bench.enqueue();
    bench.db.transaction((tx) =>
      tx
        .prepare<[number, number]>(
          `UPDATE jobs SET state = 'leased', attempts = 1, lease_owner = 'dead', lease_until_ms = ?, due_at_ms = ?`,
        )
        .run(bench.time.nowMs() + 60_000, bench.time.nowMs() + 60_000),
    );
    const seen: JobInfo[] = [];
    const engine = bench.startEngine(
      shipJob(async (_context, _payload, job) => {
        seen.push(job);
        return JOB_DONE;
      }),
    );
    await engine.whenIdle();
    expect(seen).toMatchObject([{ wasInterrupted: true, attempt: 2 }]);
  });

  it('parks a job that kills the process on every run', async () => {
    await using bench = openBench();
    bench.enqueue({ maxAttempts: 3 });
    bench.db.transaction((tx) =>
      tx
        .prepare<[]>(
          `UPDATE jobs SET state = 'leased', attempts = 3, lease_owner = 'dead', lease_until_ms = 0, due_at_ms = 0`,
        )
        .run(),
    );
    const engine = bench.startEngine(shipJob(async () => JOB_DONE));
    await engine.whenIdle();
    expect(bench.job()?.state).toBe('parked');
  });

  it('aborts a run whose job is cancelled and leaves the job cancelled', async () => {
    await using bench = openBench();
    const held = heldRun();
    const engine = bench.startEngine(shipJob(held.run));
    const { jobId } = bench.enqueue();
    const context = await held.started;
    bench.db.transaction((tx) => cancelJobRow(tx, jobId, bench.time.nowMs()));
    expect(context.signal.aborted).toBe(true);
    held.end(JOB_DONE);
    await engine.whenIdle();
    expect(bench.job()?.state).toBe('cancelled');
  });

  it('stops gracefully: the run hears of it and its job is due again at once', async () => {
    await using bench = openBench();
    const engine = bench.startEngine(
      shipJob(
        ({ signal }) =>
          new Promise((resolve) => {
            signal.addEventListener('abort', () => resolve({ kind: 'retry', code: 'ERR_HOST_BACKEND_STOPPED' }));
            started.resolve();
          }),
      ),
    );
    const started = Promise.withResolvers<void>();
    bench.enqueue();
    await started.promise;
    await engine.stop();
    expect(bench.job()).toMatchObject({ state: 'waiting', due_at_ms: bench.time.nowMs(), lease_owner: null });
  });

  it('makes one job per slot of a schedule, and one for all slots missed while off', async () => {
    await using bench = openBench();
    const hourMs = 3_600_000;
    bench.db.transaction((tx) =>
      saveSchedule(
        tx,
        { name: 'poll', topic: 'ship', payload: { parcel: 's' }, intervalMs: hourMs, enabled: true },
        bench.time.nowMs(),
      ),
    );
    let runs = 0;
    const engine = bench.startEngine(
      shipJob(async () => {
        runs += 1;
        return JOB_DONE;
      }),
    );
    await engine.whenIdle();
    expect(runs).toBe(1);
    bench.time.advance(hourMs);
    await engine.whenIdle();
    expect(runs).toBe(2);
    await engine.stop();
    bench.time.advance(10 * hourMs);
    const later = bench.startEngine(
      shipJob(async () => {
        runs += 1;
        return JOB_DONE;
      }),
    );
    await later.whenIdle();
    expect(runs).toBe(3);
    expect(listSchedules(bench.db)[0]?.next_at_ms).toBeGreaterThan(bench.time.nowMs());
  });

  it('does not pile up slots of a schedule whose last run is still open', async () => {
    await using bench = openBench();
    bench.db.transaction((tx) =>
      saveSchedule(
        tx,
        { name: 'poll', topic: 'ship', payload: { parcel: 's' }, intervalMs: 60_000, enabled: true },
        bench.time.nowMs(),
      ),
    );
    const held = heldRun();
    const engine = bench.startEngine(shipJob(held.run));
    await held.started;
    for (let step = 0; step < 5; step += 1) {
      bench.time.advance(60_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(bench.db.pluck<[], number>('SELECT count(*) FROM jobs').get()).toBe(1);
    held.end(JOB_DONE);
    await engine.whenIdle();
  });

  it('leaves one parked job of a schedule, however long its trouble lasts, and none once it is over', async () => {
    await using bench = openBench();
    bench.db.transaction((tx) =>
      saveSchedule(
        tx,
        { name: 'poll', topic: 'ship', payload: { parcel: 's' }, intervalMs: 60_000, enabled: true },
        bench.time.nowMs(),
      ),
    );
    let isRefused = true;
    const engine = bench.startEngine(
      shipJob(async () => (isRefused ? { kind: 'park', code: 'ERR_CHANNEL_AUTH', data: {} } : JOB_DONE)),
    );
    const parked = () => bench.db.pluck<[], number>("SELECT count(*) FROM jobs WHERE state = 'parked'").get();
    for (let slot = 0; slot < 5; slot += 1) {
      await engine.whenIdle();
      expect(parked()).toBe(1);
      bench.time.advance(60_000);
    }
    await engine.whenIdle();
    isRefused = false;
    bench.time.advance(60_000);
    await engine.whenIdle();
    expect(parked()).toBe(0);
  });

  it('reports its own failures and goes on', async () => {
    await using bench = openBench();
    const engine = bench.startEngine(shipJob(async () => JOB_DONE));
    await engine.whenIdle();
    bench.db.transaction((tx) =>
      tx
        .prepare<[]>(
          `CREATE TRIGGER jobs_broken BEFORE UPDATE ON jobs WHEN NEW.state = 'leased' BEGIN SELECT RAISE(ABORT, 'disk says no'); END`,
        )
        .run(),
    );
    bench.enqueue();
    await engine.whenIdle();
    expect(bench.errors).toHaveLength(1);
    bench.db.transaction((tx) => tx.prepare<[]>('DROP TRIGGER jobs_broken').run());
    engine.wake();
    await engine.whenIdle();
    expect(bench.job()?.state).toBe('done');
  });

  it('refuses two handlers for one topic', async () => {
    await using bench = openBench();
    expect(() =>
      bench.startEngine(
        shipJob(async () => JOB_DONE),
        shipJob(async () => JOB_DONE),
      ),
    ).toThrow('share a topic');
  });
});
