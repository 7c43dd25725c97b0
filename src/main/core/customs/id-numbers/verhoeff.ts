/** Product in the dihedral group of ten elements, the ground of Verhoeff's check: turns 0-4, mirrored turns 5-9. */
function product(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : ((a + b) % 5) + 5;
  return b < 5 ? ((a - b + 5) % 5) + 5 : (a - b + 5) % 5;
}

/** What a digit becomes at places 0, 1 ... 7 from the right, and so on in turns of eight. */
const FIRST_SHUFFLE = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

function shuffle(digit: number, times: number): number {
  let shuffled = digit;
  for (let time = 0; time < times; time += 1) shuffled = FIRST_SHUFFLE[shuffled] ?? 0;
  return shuffled;
}

/** Verhoeff's check over digits, check digit last. It finds every single wrong digit and every swap of neighbours. */
export function verhoeffHolds(digits: string): boolean {
  return (
    Array.from(digits, Number)
      .toReversed()
      .reduce((check, digit, index) => product(check, shuffle(digit, index % 8)), 0) === 0
  );
}
