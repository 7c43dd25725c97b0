import { expect, it } from 'vitest';
import { restartDelay } from '#main/host/restart-delay.ts';

it('pauses shortly after the first death and ever longer up to ten seconds', () => {
  expect([1, 2, 3, 7, 8, 50].map(restartDelay)).toEqual([100, 200, 400, 6400, 10_000, 10_000]);
});
