import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSearchIndexer } from '#main/app/search-indexer.ts';
import { endAnswered, fetchAtMs } from '#main/usecases/shops/announced-orders.ts';
import { enqueueJob, findJobByKey } from '#main/db/repos/jobs-repo.ts';
import { ManualTime } from '#tests/support/manual-time.ts';
import { START_MS, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

describe('the light path', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  let isOn: boolean;
  const lightPath = { isOn: () => isOn, sinceMs: () => (isOn ? START_MS : null) };
  beforeEach(() => {
    bed = openUseCaseBed();
    bed.addSku('A', 100);
    isOn = true;
  });
  afterEach(() => bed.close());

  const due = () => bed.context.read.pluck<[], number>('SELECT COUNT(*) FROM order_search_due').get();

  it('stores and reserves at once and leaves the search for later; a crash in between forgets none of it', () => {
    const time = new ManualTime(START_MS);
    const stop = startSearchIndexer({ db: bed.context.db, timers: time, log: bed.context.log, lightPath });
    bed.intake([paidDraft('N1', 'A', 1), paidDraft('N2', 'A', 1)]);
    time.advance(10_000);
    expect(bed.order('N1')?.status).toBe('ready_to_pack');
    expect(due()).toBe(2);
    // The process dies here: nothing of it runs any more, and the next one begins in the middle of the rush.
    stop();
    const stopAgain = startSearchIndexer({ db: bed.context.db, timers: time, log: bed.context.log, lightPath });
    time.advance(10_000);
    expect(due()).toBe(2);
    isOn = false;
    time.advance(1_100);
    expect(due()).toBe(0);
    stopAgain();
  });

  it('puts off the fetch of an announced order, and a poll that was asked later answers it', () => {
    expect(fetchAtMs({ ...bed.context, lightPath })).toBeGreaterThan(bed.context.clock.nowMs());
    isOn = false;
    expect(fetchAtMs({ ...bed.context, lightPath })).toBe(bed.context.clock.nowMs());
    const announce = (number: string) =>
      bed.context.db.transaction((tx) =>
        enqueueJob(tx, bed.context, {
          topic: 'shop.fetch-order',
          key: `fetch:s1:${number}:push-1`,
          payload: { shopId: 's1', externalNumber: number },
        }),
      );
    for (const number of ['N1', 'N11', 'N2']) announce(number);
    const answered = (askedAtMs: number) =>
      bed.context.db.transaction((tx) => endAnswered(tx, 's1', ['N1', 'N3'], askedAtMs, START_MS));
    // Announced after the platform was asked: what it answered may be older.
    expect(answered(bed.context.clock.nowMs())).toEqual([]);
    expect(answered(bed.context.clock.nowMs() + 1)).toEqual(['N1']);
    const stateOf = (number: string) => findJobByKey(bed.context.read, `fetch:s1:${number}:push-1`)?.state;
    expect(['N1', 'N11', 'N2'].map(stateOf)).toEqual(['done', 'waiting', 'waiting']);
  });
});
