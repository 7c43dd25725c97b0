import { afterEach, beforeEach, expect, it } from 'vitest';
import { listWaiting } from '#main/usecases/packing/list-waiting.ts';
import { openUseCaseBed, paidDraft, START_MS } from '#tests/support/use-case-bed.ts';

let bed: ReturnType<typeof openUseCaseBed>;
beforeEach(() => (bed = openUseCaseBed()));
afterEach(() => bed.close());

it('has urgent orders first, then those that were paid first, and none that cannot be packed', () => {
  bed.addSku('TEA', 3);
  const paidAt = (number: string, minutesAgo: number, flags: string[] = []) =>
    paidDraft(number, 'TEA', 1, { paidAtMs: START_MS - minutesAgo * 60_000, flags });
  bed.intake([paidAt('late', 5), paidAt('early', 50), paidAt('urgent', 1, ['urgent'])]);
  // Nothing is left of it: on hold.
  bed.intake([paidAt('short', 90)]);
  expect(bed.order('short')?.status).toBe('on_hold');
  const numbers = (limit: number) => listWaiting(bed.context.read, limit).map((order) => order.externalNumber);
  expect(numbers(10)).toEqual(['urgent', 'early', 'late']);
  expect(numbers(2)).toEqual(['urgent', 'early']);
});
