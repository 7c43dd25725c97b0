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
