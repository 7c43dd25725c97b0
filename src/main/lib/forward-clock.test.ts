import { expect, it } from 'vitest';
import { forwardClock } from '#main/lib/forward-clock.ts';

it('follows its clock forward, and stands still where that is set back', () => {
  let nowMs = 5_000;
  const clock = forwardClock({ nowMs: () => nowMs });
  const seen = [1_000, 3_600_000, -3_600_000, 500, -10, 10].map((stepMs) => {
    nowMs += stepMs;
    return clock.nowMs() - 5_000;
  });
  expect(seen).toEqual([1_000, 3_601_000, 3_601_000, 3_601_500, 3_601_500, 3_601_510]);
});
