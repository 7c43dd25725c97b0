import { ENOUGH_SAMPLES, OUTLIER_MIN_MG, OUTLIER_MIN_SHARE, tooWide } from '#core/weighing/learn-weight.ts';
import type { LearnedWeight, WeighedLine } from '#core/weighing/learn-weight.ts';
import { solveLeastSquares } from '#core/weighing/least-squares.ts';
import type { Fit } from '#core/weighing/least-squares.ts';

/** A weighed parcel of which several SKUs have no weight yet: what lies in it of those, and what they weigh together. */
export interface MixedParcel {
  readonly grams: number;
  readonly lines: readonly { readonly skuId: string; readonly quantity: number }[];
}

/**
 * What a weighed parcel says about several things at once: null unless two or more of unknown weight lie in it, and all its goods
 * are known by name. `grams` is all goods together; weights that are known now may change.
 */
export function mixtureOf(
  lines: readonly WeighedLine[],
  weighedG: number,
  packagingG: number,
): { readonly grams: number; readonly lines: { skuId: string; quantity: number }[] } | null {
  const bySku = new Map<string, number>();
  const unknown = new Set<string>();
  for (const { skuId, quantity, weightG } of lines) {
    if (quantity <= 0) continue;
    if (skuId === null) return null;
    bySku.set(skuId, (bySku.get(skuId) ?? 0) + quantity);
    if (weightG === null) unknown.add(skuId);
  }
  const grams = Math.round(weighedG - packagingG);
  if (unknown.size < 2 || grams <= 0) return null;
  return { grams, lines: [...bySku].map(([skuId, quantity]) => ({ skuId, quantity })) };
}

/** A parcel whose weight lies so many standard deviations beside what all others say is packed wrong. */
const OUTLIER_SIGMAS = 3.5;
/** When more than this share of the parcels lies apart, nobody knows which are right. */
const MOST_REFUSED = 0.2;

/**
 * What the SKUs weigh that were never packed alone, told by parcels with different mixtures of them: least squares, each parcel
 * counted the less the more units it holds. A weight is `learned` only when the parcels leave no choice: it follows from them
 * whichever of them is left out, more of them agree than would be needed, and they scatter little.
 * @returns a line for each SKU that the mixtures tell apart at all, by its id
 */
export function solveJointWeights(parcels: readonly MixedParcel[]): Map<string, LearnedWeight> {
  const usable = parcels.filter(({ grams, lines }) => grams > 0 && lines.every(({ quantity }) => quantity > 0));
  const skuIds = [...new Set(usable.flatMap(({ lines }) => lines.map(({ skuId }) => skuId)))].toSorted();
  const fit = fitWithoutOutliers(usable.map((parcel) => equationOf(parcel, skuIds)));
  const learned = new Map<string, LearnedWeight>();
  if (!fit) return learned;
  for (const [index, skuId] of skuIds.entries()) {
    const weight = weightAt(fit, index);
    if (weight) learned.set(skuId, weight);
  }
  return learned;
}

interface Equation {
  /** Units of each SKU and what they weigh in milligrams, both scaled so that every parcel scatters alike. */
  readonly row: readonly number[];
  readonly value: number;
  readonly scale: number;
}

function equationOf({ grams, lines }: MixedParcel, skuIds: readonly string[]): Equation {
  const counts = skuIds.map((id) => lines.reduce((sum, line) => sum + (line.skuId === id ? line.quantity : 0), 0));
  const units = counts.reduce((sum, count) => sum + count, 0);
  const scale = 1 / Math.sqrt(Math.max(1, units));
  return { row: counts.map((count) => count * scale), value: grams * 1_000 * scale, scale };
}

interface CleanFit {
  readonly fit: Fit;
  readonly kept: readonly Equation[];
  readonly refused: readonly Equation[];
  readonly hasSettled: boolean;
}

/** Puts the parcel aside that contradicts the others most, until none does. Null when nothing can be told. */
function fitWithoutOutliers(equations: readonly Equation[]): CleanFit | null {
  let kept = [...equations];
  const refused: Equation[] = [];
  const most = Math.floor(equations.length * MOST_REFUSED);
  for (;;) {
    const fit = solveLeastSquares(kept);
    if (!fit) return null;
    const worst = worstOf(kept, fit);
    if (worst === null) return { fit, kept, refused, hasSettled: true };
    if (refused.length >= most) return { fit, kept, refused, hasSettled: false };
    refused.push(...kept.slice(worst, worst + 1));
    kept = kept.filter((_, index) => index !== worst);
  }
}

/** The parcel that the others contradict most, told by what they say when it is left out; null when all agree. */
function worstOf(equations: readonly Equation[], { residuals, leverages, freedom }: Fit): number | null {
  if (freedom < 2) return null;
  const squares = residuals.reduce((sum, residual) => sum + residual ** 2, 0);
  let worst: number | null = null;
  let worstExcess = 1;
  for (const [index, { value, scale }] of equations.entries()) {
    const free = 1 - (leverages[index] ?? 1);
    const residual = residuals[index] ?? 0;
    // Nothing else tells about this parcel.
    if (free < 1e-9) continue;
    const others = Math.max(0, squares - residual ** 2 / free) / (freedom - 1);
    const limit = Math.max(
      OUTLIER_SIGMAS * Math.sqrt(others / free),
      (OUTLIER_MIN_MG * scale) / free,
      (value * OUTLIER_MIN_SHARE) / free,
    );
    const excess = Math.abs(residual / free) / limit;
    if (excess > worstExcess) {
      worst = index;
      worstExcess = excess;
    }
  }
  return worst;
}

function weightAt({ fit, kept, refused, hasSettled }: CleanFit, index: number): LearnedWeight | null {
  const weightMg = fit.solution[index] ?? null;
  if (weightMg === null || weightMg <= 0) return null;
  const holds = ({ row }: Equation): boolean => (row[index] ?? 0) > 0;
  const sampleCount = kept.filter(holds).length;
  const squares = fit.residuals.reduce((sum, residual) => sum + residual ** 2, 0);
  const variance = fit.freedom > 0 ? squares / fit.freedom : 0;
  // Of one unit, and how far off the weight itself may be.
  const spreadMg = Math.sqrt(variance * (1 + (fit.unitVariances[index] ?? 0)));
  const isEnough = sampleCount >= ENOUGH_SAMPLES && fit.freedom >= ENOUGH_SAMPLES;
  const isSteady =
    (fit.largestShift[index] ?? Number.POSITIVE_INFINITY) <= Math.max(OUTLIER_MIN_MG, weightMg * OUTLIER_MIN_SHARE);
  return {
    state: !isEnough ? 'too_few' : hasSettled && isSteady && !tooWide(spreadMg, weightMg) ? 'learned' : 'too_wide',
    weightMg: Math.round(weightMg),
    spreadMg: Math.round(spreadMg),
    sampleCount,
    refusedCount: refused.filter(holds).length,
  };
}
