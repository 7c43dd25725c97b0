const FORM = /^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/;
const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];

/** Whether a text is an item number of the posts with a right check digit (UPU S10): `RB102030405CN`. */
export function isS10Identifier(text: string): boolean {
  const match = FORM.exec(text);
  if (!match) return false;
  const [, serial = '', digit = ''] = match;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(serial[index]), 0);
  const rest = 11 - (sum % 11);
  const expected = rest === 10 ? 0 : rest === 11 ? 5 : rest;
  return Number(digit) === expected;
}
