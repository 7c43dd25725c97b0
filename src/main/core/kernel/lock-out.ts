import type { UtcMs } from '#shared/model/time.ts';

/** Wrong PINs in a row that cost nothing but the attempt. */
const FREE_ATTEMPTS = 5;
const FIRST_LOCK_MS = 30_000;
const LONGEST_LOCK_MS = 15 * 60_000;

/** Until when sign-in is closed after this many wrong PINs in a row: from the fifth on 30 s, 60 s, 2 min ... 15 min. Null: not closed. */
export function lockedUntilMs(failedCount: number, nowMs: UtcMs): UtcMs | null {
  if (failedCount < FREE_ATTEMPTS) return null;
  return nowMs + Math.min(FIRST_LOCK_MS * 2 ** Math.min(failedCount - FREE_ATTEMPTS, 10), LONGEST_LOCK_MS);
}

/** Whether sign-in is closed now. A lock that ends later than any can was made before the clock was set back, and counts no more. */
export function isLockedOut(untilMs: UtcMs | null, nowMs: UtcMs): boolean {
  return untilMs !== null && untilMs > nowMs && untilMs - nowMs <= LONGEST_LOCK_MS;
}

/** Whether a PIN is one of those that are tried first: one digit repeated, or digits counting up or down. */
export function isWeakPin(pin: string): boolean {
  const digits = [...pin].map(Number);
  const steps = new Set(digits.slice(1).map((digit, index) => digit - (digits[index] ?? 0)));
  const [step] = steps;
  return steps.size === 1 && (step === 0 || step === 1 || step === -1);
}
