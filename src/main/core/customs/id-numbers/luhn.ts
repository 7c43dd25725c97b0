const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Luhn's check over a whole number, check character last; base 10 for digits, 36 for digits and letters (GSTIN). */
export function luhnHolds(text: string, base: 10 | 36 = 10): boolean {
  const values = Array.from(text, (character) => ALPHABET.indexOf(character));
  const sum = values.toReversed().reduce((total, value, index) => {
    const weighted = index % 2 === 0 ? value : value * 2;
    return total + Math.floor(weighted / base) + (weighted % base);
  }, 0);
  return sum % base === 0;
}
