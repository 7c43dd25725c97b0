import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { GATHER_MS, gatherStale } from '#renderer/rpc/gather-stale.ts';
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
