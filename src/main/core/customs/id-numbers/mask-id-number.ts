import { normalizeIdNumber } from '#core/customs/id-numbers/normalize-id-number.ts';

/** Enough to tell two numbers apart by eye, too little to use one: the last three characters, of short ones fewer. */
export function maskIdNumber(value: string): string {
  const normalized = normalizeIdNumber(value);
  const shown = Math.min(3, Math.floor(normalized.length / 3));
  return '•'.repeat(normalized.length - shown) + normalized.slice(normalized.length - shown);
}
