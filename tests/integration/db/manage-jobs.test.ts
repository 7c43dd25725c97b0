import { describe, expect, it } from 'vitest';
import { enqueueJob, findJob } from '#main/db/repos/jobs-repo.ts';
import { listAudit } from '#main/usecases/audit/list-audit.ts';
import { cancelJob, listJobViews, retryJob, retryParkedJobs } from '#main/usecases/jobs/manage-jobs.ts';
import { openTestContext, TEST_ACT } from '#tests/support/test-context.ts';
import type { TestContext } from '#tests/support/test-context.ts';

function parkedJob(ctx: TestContext) {
  const { jobId } = ctx.db.transaction((tx) => enqueueJob(tx, ctx, { topic: 'ship', key: 'k', payload: {} }));
  const error = JSON.stringify({ code: 'ERR_CHANNEL_AUTH', data: { shop: 'x' }, atMs: 1 });
  ctx.db.transaction((tx) =>
    tx.prepare<[string]>(`UPDATE jobs SET state = 'parked', attempts = 4, last_error_json = ?`).run(error),
  );
  return jobId;
}

describe('parked jobs', () => {
  it('are listed with their reason and their number', () => {
    using ctx = openTestContext();
    const id = parkedJob(ctx);
    expect(listJobViews(ctx.db, { state: 'parked', limit: 10 })).toMatchObject({
      jobs: [{ id, state: 'parked', attempts: 4, problem: { code: 'ERR_CHANNEL_AUTH', data: { shop: 'x' } } }],
      counts: { parked: 1 },
    });
    expect(listJobViews(ctx.db, { state: 'done', limit: 10 }).jobs).toEqual([]);
  });

  it('show also where routine work is left out, which hides among the rest', () => {
    using ctx = openTestContext();
    const addPull = (key: string) =>
      ctx.db.transaction((tx) => enqueueJob(tx, ctx, { topic: 'shop.pull', key, payload: {} })).jobId;
    const parked = addPull('pull 1');
    ctx.db.transaction((tx) => tx.prepare<[]>(`UPDATE jobs SET state = 'parked'`).run());
    addPull('pull 2');
    const { jobId: told } = ctx.db.transaction((tx) =>
      enqueueJob(tx, ctx, { topic: 'shipment.confirm', key: 'k', payload: {} }),
    );
    const ids = (filter: Parameters<typeof listJobViews>[1]) => listJobViews(ctx.db, filter).jobs.map(({ id }) => id);
    expect(ids({ limit: 10 })).toHaveLength(3);
    expect(ids({ routine: false, limit: 10 }).toSorted()).toEqual([parked, told].toSorted());
    expect(ids({ routine: false, state: 'open', limit: 10 })).toEqual([told]);
    expect(listJobViews(ctx.db, { routine: false, limit: 1 }).counts).toEqual({ parked: 1, waiting: 1 });
  });

  it('go back in line when retried, with fresh attempts and a line in the audit log', () => {
    using ctx = openTestContext();
    const id = parkedJob(ctx);
    ctx.time.advance(5_000);
    expect(retryJob(ctx, id, TEST_ACT)).toMatchObject({ state: 'waiting', attempts: 0, dueAtMs: ctx.time.nowMs() });
    expect(listAudit(ctx.db, { limit: 1 }).entries).toMatchObject([
      { act: 'job.retry', target: id, data: { key: 'k', topic: 'ship' } },
    ]);
  });

  it('go back in line all at once, each with its line in the audit log, and nothing else does', () => {
    using ctx = openTestContext();
    const id = parkedJob(ctx);
    const done = ctx.db.transaction((tx) => enqueueJob(tx, ctx, { topic: 'ship', key: 'other', payload: {} })).jobId;
    ctx.db.transaction((tx) => tx.prepare<[string]>(`UPDATE jobs SET state = 'done' WHERE id = ?`).run(done));
    expect(retryParkedJobs(ctx, TEST_ACT)).toBe(1);
    expect([id, done].map((job) => findJob(ctx.db, job)?.state)).toEqual(['waiting', 'done']);
    expect(listAudit(ctx.db, { limit: 2 }).entries).toMatchObject([{ act: 'job.retry', target: id }]);
    expect(retryParkedJobs(ctx, TEST_ACT)).toBe(0);
  });

  it('are given up only with a reason and once', () => {
    using ctx = openTestContext();
    const id = parkedJob(ctx);
    expect(cancelJob(ctx, { jobId: id, reason: 'shop closed' }, TEST_ACT).state).toBe('cancelled');
    expect(listAudit(ctx.db, { limit: 1 }).entries).toMatchObject([
      { act: 'job.cancel', data: { reason: 'shop closed' } },
    ]);
    expect(() => cancelJob(ctx, { jobId: id, reason: 'again' }, TEST_ACT)).toThrow('ERR_JOB_NOT_PARKED');
  });

  it('are not touched when they are done or unknown', () => {
    using ctx = openTestContext();
    const id = parkedJob(ctx);
    ctx.db.transaction((tx) => tx.prepare<[]>(`UPDATE jobs SET state = 'done'`).run());
    expect(() => retryJob(ctx, id, TEST_ACT)).toThrow('ERR_JOB_NOT_PARKED');
    expect(findJob(ctx.db, id)?.state).toBe('done');
    expect(() => retryJob(ctx, 'none' as typeof id, TEST_ACT)).toThrow('ERR_JOB_UNKNOWN');
  });
});
