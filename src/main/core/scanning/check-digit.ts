/** GS1 check digit of the digits before it: modulo 10, weights 3 and 1 from the right (devices.md, section 10.4). */
export function gs1CheckDigit(digits: string): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const weight = (digits.length - index) % 2 === 1 ? 3 : 1;
    sum += Number(digits.charAt(index)) * weight;
  }
  return (10 - (sum % 10)) % 10;
}

/** Whether the last digit is the right check digit. False for anything but digits. */
export function hasCheckDigit(digits: string): boolean {
  return /^\d{2,}$/.test(digits) && gs1CheckDigit(digits.slice(0, -1)) === Number(digits.at(-1));
}

/** The same trade item in every length under which it may be stored: GTIN-14, EAN-13, UPC-A, EAN-8. Empty when it is no GTIN. */
export function gtinForms(digits: string): string[] {
  if (!/^(\d{8}|\d{12,14})$/.test(digits) || !hasCheckDigit(digits)) return [];
  const full = digits.padStart(14, '0');
  const forms = [14, 13, 12, 8]
    .filter((length) => /^0*$/.test(full.slice(0, 14 - length)))
    .map((length) => full.slice(14 - length));
  return [digits, ...forms.filter((form) => form !== digits)];
}
