/** Weight units that scales and import files use; the value is nanograms per unit, so that conversion stays exact in integers. */
const NANOGRAMS: Readonly<Record<WeightUnit, bigint>> = {
  mg: 1_000_000n,
  g: 1_000_000_000n,
  kg: 1_000_000_000_000n,
  t: 1_000_000_000_000_000n,
  oz: 28_349_523_125n,
  lb: 453_592_370_000n,
  jin: 500_000_000_000n,
};

export type WeightUnit = 'mg' | 'g' | 'kg' | 't' | 'oz' | 'lb' | 'jin';

/**
 * Converts decimal text in the given unit to integer grams, rounding half away from zero.
 * Returns null for text that is no plain decimal or for more than 1,000 t.
 */
export function parseGrams(text: string, unit: WeightUnit): number | null {
  const match = /^([+-]?)(\d{1,12})(?:\.(\d{0,9}))?$/.exec(text.trim());
  if (!match) return null;
  const fraction = match[3] ?? '';
  const scaled = BigInt(`${match[2]}${fraction}`) * NANOGRAMS[unit];
  const divisor = 10n ** BigInt(fraction.length) * 1_000_000_000n;
  const grams = Number((scaled + divisor / 2n) / divisor);
  if (grams > 1_000_000_000) return null;
  return match[1] === '-' && grams !== 0 ? -grams : grams;
}
