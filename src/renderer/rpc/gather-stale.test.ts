import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { GATHER_MS, LATEST_MS, gatherStale } from '#renderer/rpc/gather-stale.ts';
import type { LiveNews } from '#renderer/rpc/live-events.ts';
import type { Stale } from '#renderer/rpc/stale-answers.ts';

const ORDERS_CHANGED: LiveNews = { kind: 'event', event: { topic: 'orders', id: null, data: null } };

let asked: Stale[];
beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
});
afterEach(() => {
  vi.useRealTimers();
});

it('orders that come by pushes are counted at their shop too, once for a whole rush, and nothing else of shops is asked again', () => {
  const gather = gatherStale({ stale: (answers) => asked.push(answers), allStale() {} });
  for (let push = 0; push < 50; push += 1) gather.take(ORDERS_CHANGED);
  expect(asked).toEqual([]);
  vi.advanceTimersByTime(GATHER_MS);
  expect(asked.filter((answers) => answers.startsWith('shops'))).toEqual(['shops.list']);
  expect(asked).toContain('orders');
});

it('scan after scan is asked about once they pause, and now and then where they do not', () => {
  const gather = gatherStale({ stale: (answers) => asked.push(answers), allStale() {} });
  const changeEvery = (gapMs: number, times: number): void => {
    for (let scan = 0; scan < times; scan += 1) {
      gather.take({ kind: 'event', event: { topic: 'packing', id: null, data: null } });
      gather.take({ kind: 'event', event: { topic: 'weight', id: null, data: {} } });
      vi.advanceTimersByTime(gapMs);
    }
  };
  const timesAsked = (): number => asked.filter((answers) => answers === 'packing').length;
  changeEvery(100, 5);
  expect(timesAsked()).toBe(0);
  vi.advanceTimersByTime(GATHER_MS);
  expect(timesAsked()).toBe(1);
  changeEvery(100, 30);
  expect(timesAsked()).toBe(1 + Math.floor(3_000 / LATEST_MS));
  gather.cancel();
  vi.advanceTimersByTime(LATEST_MS);
  expect(timesAsked()).toBe(1 + Math.floor(3_000 / LATEST_MS));
});
