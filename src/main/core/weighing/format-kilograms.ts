/** Grams as kilograms with three decimals, as forms and messages want them: 1005 -> `1.005`. */
export function decimalKilograms(weightG: number): string {
  return `${Math.trunc(weightG / 1000)}.${String(weightG % 1000).padStart(3, '0')}`;
}

/** Grams as carriers write them: 1005 -> `1.005 kg`. */
export function formatKilograms(weightG: number): string {
  return `${decimalKilograms(weightG)} kg`;
}
