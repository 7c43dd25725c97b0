import { afterEach, beforeEach, expect, it } from 'vitest';
import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import { endParkedPulls } from '#main/usecases/shops/end-parked-pulls.ts';
import { openUseCaseBed } from '#tests/support/use-case-bed.ts';

let bed: ReturnType<typeof openUseCaseBed>;
beforeEach(() => {
  bed = openUseCaseBed();
});
afterEach(() => bed.close());

function pull(shopId: string, state: 'parked' | 'waiting'): () => string | undefined {
  const { jobId } = bed.context.db.transaction((tx) => {
    const job = { topic: 'shop.pull', key: `${shopId} ${state}`, payload: { shopId } };
    const queued = enqueueJob(tx, bed.context, job);
    tx.prepare<[string, string]>('UPDATE jobs SET state = ? WHERE id = ?').run(state, queued.jobId);
    return queued;
  });
  return () => bed.context.read.pluck<[string], string>('SELECT state FROM jobs WHERE id = ?').get(jobId);
}

it('asks nobody to look at pulls that gave up, once another pull of the same shop has read all there is', () => {
  const states = [pull('s1', 'parked'), pull('s1', 'waiting'), pull('s2', 'parked')];
  endParkedPulls(bed.context, 's1');
  expect(states.map((state) => state())).toEqual(['done', 'waiting', 'parked']);
});
