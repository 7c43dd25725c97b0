export type WeightUnit = 'g' | 'kg';

/** A weight as a scale shows it: `1234`, 'kg', 3 -> `1.234`. */
export function showWeight(grams: number, unit: WeightUnit, decimals: number): string {
  const shown = unit === 'kg' ? grams / 1000 : grams;
  return shown.toFixed(decimals);
}
