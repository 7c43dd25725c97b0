/** Spread of one path's samples. */
export interface Spread {
  readonly count: number;
  readonly min: number;
  readonly median: number;
  readonly p99: number;
  readonly max: number;
}

/**
 * Nearest-rank percentile: a value that was really measured, never one between two.
 * @throws RangeError without samples, or for a share outside 0..1
 */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined || share < 0 || share > 1)
    throw new RangeError(`no ${share} percentile of ${samples.length} samples`);
  return value;
}

export function spreadOf(samples: readonly number[]): Spread {
  return {
    count: samples.length,
    min: percentile(samples, 0),
    median: percentile(samples, 0.5),
    p99: percentile(samples, 0.99),
    max: percentile(samples, 1),
  };
}
