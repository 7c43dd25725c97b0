/** Grams as carriers write them: 1005 -> `1.005 kg`. */
export function formatKilograms(weightG: number): string {
  return `${Math.trunc(weightG / 1000)}.${String(weightG % 1000).padStart(3, '0')} kg`;
}
