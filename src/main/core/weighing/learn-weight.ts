/** One accepted weighing, as far as it tells about one thing: so many units weighed so much together. */
export interface WeightSample {
  readonly grams: number;
  readonly quantity: number;
}

export interface LearnedWeight {
  /** `too_few`: not enough weighings agree. `too_wide`: they agree too badly to judge a parcel by. */
  readonly state: 'learned' | 'too_few' | 'too_wide';
  /** Of one unit, in milligrams: many units in one box must not add up a rounding. */
  readonly weightMg: number;
  /** Standard deviation of one unit, in milligrams, told robustly from the weighings that agree. */
  readonly spreadMg: number;
  readonly sampleCount: number;
  /** Weighings that lie apart from all others: a forgotten item, a gift. They count for nothing. */
  readonly refusedCount: number;
}

/** Fewer are a coincidence. */
export const ENOUGH_SAMPLES = 5;
/** Median absolute deviation to standard deviation, for a normal distribution. */
const MAD_TO_SIGMA = 1.4826;
/** A weighing is apart from the others beyond so many standard deviations ... */
const OUTLIER_SIGMAS = 3.5;
/** ... and beyond this: a scale of 1 g divisions makes equal things look unequal. In milligrams, and as a share of the unit. */
export const OUTLIER_MIN_MG = 2_000;
export const OUTLIER_MIN_SHARE = 0.02;
/** Wider than this, in milligrams or as a share of the unit, a weight says nothing about a parcel. */
const WIDE_MIN_MG = 3_000;
const WIDE_SHARE = 0.05;
/** When more than this share lies apart, nobody knows which half is right. */
const MOST_REFUSED = 0.3;

/**
 * What one unit weighs, from accepted weighings: the median of those that agree. Median and median absolute deviation do not
 * move for a few wrong parcels, however wrong. Null without a weighing.
 */
export function learnWeight(samples: readonly WeightSample[]): LearnedWeight | null {
  const units = samples
    .filter(({ grams, quantity }) => quantity > 0 && grams > 0)
    .map(({ grams, quantity }) => (grams * 1_000) / quantity);
  if (units.length === 0) return null;
  const middle = median(units);
  const limit = Math.max(OUTLIER_SIGMAS * sigmaOf(units, middle), OUTLIER_MIN_MG, middle * OUTLIER_MIN_SHARE);
  const kept = units.filter((unit) => Math.abs(unit - middle) <= limit);
  const weight = median(kept);
  const spread = sigmaOf(kept, weight);
  const refusedCount = units.length - kept.length;
  return {
    state: stateOf(kept.length, refusedCount, spread, weight),
    weightMg: Math.round(weight),
    spreadMg: Math.round(spread),
    sampleCount: kept.length,
    refusedCount,
  };
}

function stateOf(keptCount: number, refusedCount: number, spread: number, weight: number): LearnedWeight['state'] {
  if (keptCount < ENOUGH_SAMPLES) return 'too_few';
  const isSplit = refusedCount > (keptCount + refusedCount) * MOST_REFUSED;
  return isSplit || tooWide(spread, weight) ? 'too_wide' : 'learned';
}

/** Whether a weight of so much spread says nothing about a parcel; both in milligrams. */
export function tooWide(spreadMg: number, weightMg: number): boolean {
  return spreadMg > Math.max(WIDE_MIN_MG, weightMg * WIDE_SHARE);
}

function sigmaOf(values: readonly number[], middle: number): number {
  return MAD_TO_SIGMA * median(values.map((value) => Math.abs(value - middle)));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}

export interface WeighedLine {
  readonly skuId: string | null;
  readonly quantity: number;
  /** Of one unit, in grams; null = not known. */
  readonly weightG: number | null;
}

/**
 * Which weight a parcel teaches. With one SKU in it: that one's. With several: the one whose weight alone is not known yet,
 * the others taken off. Null when two are unknown, when nothing is left for the goods, or when it would only repeat what is
 * known of several: a difference could belong to any of them.
 */
export function sampleOf(
  lines: readonly WeighedLine[],
  weighedG: number,
  packagingG: number,
): { readonly skuId: string; readonly sample: WeightSample } | null {
  const bySku = new Map<string, { quantity: number; weightG: number | null }>();
  for (const { skuId, quantity, weightG } of lines) {
    if (quantity <= 0) continue;
    if (skuId === null) return null;
    bySku.set(skuId, { quantity: (bySku.get(skuId)?.quantity ?? 0) + quantity, weightG });
  }
  const unknown = [...bySku].filter(([, { weightG }]) => weightG === null);
  const [wanted] = bySku.size === 1 ? [...bySku] : unknown;
  if (!wanted || (bySku.size > 1 && unknown.length !== 1)) return null;
  const [skuId, { quantity }] = wanted;
  const others = [...bySku].filter(([id]) => id !== skuId);
  const othersG = others.reduce((sum, [, line]) => sum + line.quantity * (line.weightG ?? 0), 0);
  const grams = Math.round(weighedG - packagingG - othersG);
  return grams > 0 ? { skuId, sample: { grams, quantity } } : null;
}
