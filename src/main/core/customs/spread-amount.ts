/**
 * Divides an amount by weights without losing a unit: each part is rounded down, and what is left goes, one by one, to the parts
 * that lost most; equal ones from the first on. Minor units, not negative.
 * @returns one part per weight; they sum to `total`, unless every weight is 0: then all parts are 0
 */
export function spreadAmount(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (sum === 0n) return weights.map(() => 0);
  const shares = weights.map((weight, index) => {
    const exact = BigInt(total) * BigInt(weight);
    return { index, part: Number(exact / sum), lost: exact % sum };
  });
  let left = total - shares.reduce((all, share) => all + share.part, 0);
  const parts = shares.map((share) => share.part);
  for (const { index } of shares.toSorted((a, b) =>
    a.lost === b.lost ? a.index - b.index : a.lost > b.lost ? -1 : 1,
  )) {
    if (left === 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}

/** Units of one line at one price. */
export interface PricedUnits {
  readonly quantity: number;
  readonly unitMinor: number;
}

/**
 * Prices per unit that sum to a line's total exactly: a customs line is quantity times unit value, so 100 for 3 pieces becomes
 * 2 at 33 and 1 at 34.
 * @param quantity at least 1
 */
export function splitUnits(totalMinor: number, quantity: number): PricedUnits[] {
  const unitMinor = Math.floor(totalMinor / quantity);
  const dearer = totalMinor - unitMinor * quantity;
  return [
    { quantity: quantity - dearer, unitMinor },
    { quantity: dearer, unitMinor: unitMinor + 1 },
  ].filter((units) => units.quantity > 0);
}

/**
 * Turns minor units of one currency into those of another, rounding half up.
 * @param rate minor units of the target for one major unit of the source; may have a fraction
 * @param fromDigits digits behind the point of the source currency
 */
export function convertMinor(amountMinor: number, rate: number, fromDigits: number): number {
  // The rate as a fraction of integers: a product of floats would lose the last unit of large sums.
  const scale = 1_000_000n;
  const rateScaled = BigInt(Math.round(rate * Number(scale)));
  const divisor = scale * 10n ** BigInt(fromDigits);
  return Number((2n * BigInt(amountMinor) * rateScaled + divisor) / (2n * divisor));
}
