const FIRST_MS = 200;
const LONGEST_MS = 5000;

/** Wait before attempt number `attempt` (from 1): doubles up to five seconds, spread over the upper half by `random` (0 to 1). */
export function reconnectDelay(attempt: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempt - 1));
  return full / 2 + (full / 2) * random;
}
