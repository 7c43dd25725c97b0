import { spreadOf } from './percentile.ts';
import type { Spread } from './percentile.ts';

/** One figure of the bench. Rates and ratios must reach their budget, times and sizes must not exceed it. */
export interface BenchRow {
  /** e.g. `orders/list/next-page`; `--only` takes a beginning of it. */
  readonly path: string;
  readonly measured: number;
  readonly unit: BenchUnit;
  /** Null for a figure that stands beside another one for explanation. */
  readonly budget: number | null;
  readonly ok: boolean;
  /** What the same machine did in the same run without the product. */
  readonly baseline?: number;
  readonly samples?: Spread;
}

export type BenchUnit = 'orders/s' | 'ratio' | 'ms p99' | 'ms median' | 'ms max' | 'MB' | 'MB max' | 's';

const AT_LEAST: ReadonlySet<BenchUnit> = new Set(['orders/s', 'ratio']);

export interface Measured {
  readonly path: string;
  readonly measured: number;
  readonly unit: BenchUnit;
  readonly budget: number | null;
  readonly baseline?: number;
  readonly samples?: Spread;
}

/** A figure with its verdict, rounded to what can be told apart. */
export function benchRow(measured: Measured): BenchRow {
  const { path, unit, budget, baseline, samples } = measured;
  const value = round(measured.measured);
  return {
    path,
    measured: value,
    unit,
    budget,
    ok: budget === null || (AT_LEAST.has(unit) ? value >= budget : value <= budget),
    ...(baseline === undefined ? {} : { baseline: round(baseline) }),
    ...(samples === undefined ? {} : { samples: roundSpread(samples) }),
  };
}

/** The row of a path that was timed again and again. */
export function timedRow(
  path: string,
  unit: 'ms p99' | 'ms median' | 'ms max',
  budget: number | null,
  samplesMs: readonly number[],
): BenchRow {
  const samples = spreadOf(samplesMs);
  const measured = { 'ms p99': samples.p99, 'ms median': samples.median, 'ms max': samples.max }[unit];
  return benchRow({ path, measured, unit, budget, samples });
}

function roundSpread({ count, min, median, p99, max }: Spread): Spread {
  return { count, min: round(min), median: round(median), p99: round(p99), max: round(max) };
}

function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
