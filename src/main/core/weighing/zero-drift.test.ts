import { expect, it } from 'vitest';
import { zeroDrift } from '#core/weighing/zero-drift.ts';

it.each([
  ['nothing was seen empty', null, 10_000, null],
  ['the plate was cleared just now', { sinceMs: 6_000, minG: 4, maxG: 4 }, 10_000, null],
  ['it shows zero', { sinceMs: 0, minG: 0, maxG: 0 }, 10_000, null],
  ['it is one division off', { sinceMs: 0, minG: 1, maxG: 1 }, 10_000, null],
  ['it swings around zero', { sinceMs: 0, minG: -3, maxG: 4 }, 10_000, null],
  ['it stays above zero', { sinceMs: 0, minG: 3, maxG: 4 }, 10_000, 3],
  ['it stays below zero', { sinceMs: 0, minG: -5, maxG: -2 }, 10_000, -2],
])('when %s, an empty scale is told as off by %s', (_, run, nowMs, expected) => {
  expect(zeroDrift(run, nowMs, 1)).toBe(expected);
});
