/** Crockford's base 32: no I, L, O, U, so that a key written by hand is read back as it was meant. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS_PER_CHARACTER = 5;

/** The first `characters` * 5 bits of `bytes`, most significant first. */
export function encodeCrockford(bytes: Uint8Array, characters: number): string {
  let text = '';
  for (let index = 0; index < characters; index += 1) {
    let value = 0;
    for (let bit = 0; bit < BITS_PER_CHARACTER; bit += 1) {
      const position = index * BITS_PER_CHARACTER + bit;
      value = (value << 1) | (((bytes[position >> 3] ?? 0) >> (7 - (position & 7))) & 1);
    }
    text += ALPHABET[value];
  }
  return text;
}

/**
 * Typed text in the alphabet's own form: upper case, separators and spaces dropped, O read as 0, I and L as 1.
 * Null when a character is in no reading part of it (U, punctuation, other scripts).
 */
export function normalizeCrockford(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—_.]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return [...plain].every((character) => ALPHABET.includes(character)) ? plain : null;
}
