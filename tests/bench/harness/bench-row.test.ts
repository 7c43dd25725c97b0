import { expect, it } from 'vitest';
import { benchRow, timedRow } from './bench-row.ts';

it('wants rates and ratios to reach their budget', () => {
  expect(benchRow({ path: 'intake', measured: 2_100.4, unit: 'orders/s', budget: 2_000, baseline: 5_500.6 })).toEqual({
    path: 'intake',
    measured: 2_100,
    unit: 'orders/s',
    budget: 2_000,
    ok: true,
    baseline: 5_501,
  });
  expect(benchRow({ path: 'intake', measured: 0.349, unit: 'ratio', budget: 0.35 }).ok).toBe(false);
});

it('wants times and sizes to stay within their budget', () => {
  expect(benchRow({ path: 'memory', measured: 300, unit: 'MB max', budget: 300 }).ok).toBe(true);
  expect(benchRow({ path: 'memory', measured: 301, unit: 'MB max', budget: 300 }).ok).toBe(false);
});

it('judges a timed path by the figure that its budget names', () => {
  const samples = [...Array.from({ length: 99 }, () => 1), 9];
  expect(timedRow('find', 'ms p99', 5, samples)).toMatchObject({
    measured: 1,
    ok: true,
    samples: { count: 100, max: 9 },
  });
  expect(timedRow('find', 'ms max', 5, samples)).toMatchObject({ measured: 9, ok: false });
});

it('passes figures that only explain', () => {
  expect(benchRow({ path: 'intake/from-bytes', measured: 1, unit: 'orders/s', budget: null }).ok).toBe(true);
});
