/** A reproducible stream of random choices: the same seed always gives the same run. */
export interface SeededRandom {
  /** 0 <= x < 1 */
  next(): number;
  /** Whole number, both ends included. */
  integer(from: number, to: number): number;
  chance(probability: number): boolean;
  /** @throws RangeError when the list is empty. */
  pick<T>(list: readonly T[]): T;
  /** Chooses a key in proportion to its weight; weights need not sum to 1. */
  weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>, fallback: K): K;
  shuffled<T>(list: readonly T[]): T[];
  digits(count: number): string;
  hex(count: number): string;
  /** An independent stream, so that drawing more of one thing does not change another. */
  fork(label: string): SeededRandom;
}

/** FNV-1a over UTF-16 units: spreads labels over the 32-bit seed space. */
function hashLabel(seed: number, label: string): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  for (let index = 0; index < label.length; index += 1) {
    hash = Math.imul(hash ^ label.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}

/** mulberry32: 32 bits of state, good enough for test data, never for secrets. */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  const integer = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));

  function pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('pick needs a list with at least one entry');
    return list[integer(0, list.length - 1)] as T;
  }

  function weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>, fallback: K): K {
    const entries = Object.entries(weights) as [K, number][];
    const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
    let point = next() * total;
    for (const [key, weight] of entries) {
      point -= weight;
      if (point < 0) return key;
    }
    return fallback;
  }

  function shuffled<T>(list: readonly T[]): T[] {
    const copy = [...list];
    for (let last = copy.length - 1; last > 0; last -= 1) {
      const other = integer(0, last);
      const kept = copy[last] as T;
      copy[last] = copy[other] as T;
      copy[other] = kept;
    }
    return copy;
  }

  const text = (alphabet: string, count: number): string =>
    Array.from({ length: count }, () => alphabet.charAt(integer(0, alphabet.length - 1))).join('');

  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick,
    weighted,
    shuffled,
    digits: (count) => text('0123456789', count),
    hex: (count) => text('0123456789abcdef', count),
    fork: (label) => createSeededRandom(hashLabel(seed, label)),
  };
}
