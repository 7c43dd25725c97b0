/** First pause after a failure; doubles with each further one. */
const FIRST_MS = 2_000;
const LONGEST_MS = 15 * 60_000;

/**
 * Pause in milliseconds before the next try: 2 s, 4 s, 8 s ... 15 min, each shortened by up to half at random, so that jobs that failed
 * together do not come back together.
 * @param attempt runs so far, from 1
 * @param random 0 <= random < 1
 */
export function backoffMs(attempt: number, random: number): number {
  const full = Math.min(FIRST_MS * 2 ** Math.min(attempt - 1, 20), LONGEST_MS);
  return Math.round(full * (1 - random / 2));
}
