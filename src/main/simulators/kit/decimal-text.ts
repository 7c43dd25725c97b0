/** Minor units as the decimal text in major units that platforms send: 9800 -> "98.00"; 1200 with 0 digits -> "1200". */
export function decimalText(amountMinor: number, digits = 2): string {
  if (digits === 0) return String(amountMinor);
  const scale = 10 ** digits;
  const sign = amountMinor < 0 ? '-' : '';
  const whole = Math.floor(Math.abs(amountMinor) / scale);
  const fraction = String(Math.abs(amountMinor) % scale).padStart(digits, '0');
  return `${sign}${whole}.${fraction}`;
}
