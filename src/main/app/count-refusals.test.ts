import { expect, it } from 'vitest';
import { createRefusalCount } from '#main/app/count-refusals.ts';

it('counts the refused deliveries of each shop within the last hour, and keeps no endless list', () => {
  const clock = { atMs: 10_000_000, nowMs: () => clock.atMs };
  const refusals = createRefusalCount(clock);
  refusals.note('s1');
  clock.atMs += 1_800_000;
  refusals.note('s1');
  refusals.note('s2');
  expect([refusals.count('s1'), refusals.count('s2'), refusals.count('s3')]).toEqual([2, 1, 0]);
  clock.atMs += 1_800_000;
  expect(refusals.count('s1')).toBe(1);
  for (let n = 0; n < 3_000; n += 1) refusals.note('s2');
  expect(refusals.count('s2')).toBe(1_000);
});
