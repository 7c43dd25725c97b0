import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs } from '#core/kernel/backoff.ts';

describe('backoffMs', () => {
  it('doubles from two seconds to a quarter of an hour', () => {
    expect([1, 2, 3, 8, 9, 10, 11, 1_000].map((attempt) => backoffMs(attempt, 0))).toEqual([
      2_000, 4_000, 8_000, 256_000, 512_000, 900_000, 900_000, 900_000,
    ]);
  });

  it('is shortened by no more than half', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        (attempt, random) => {
          const full = backoffMs(attempt, 0);
          expect(backoffMs(attempt, random)).toBeGreaterThanOrEqual(full / 2);
          expect(backoffMs(attempt, random)).toBeLessThanOrEqual(full);
        },
      ),
    );
  });
});
