import type { Clock } from '#core/kernel/clock.ts';
import { forwardClock } from '#main/lib/forward-clock.ts';
import type { Sleep } from '#main/lib/http-sleep.ts';

/** A shared allowance: all requests under one key share `perSecond`, with up to `burst` at once. */
export interface RateRule {
  readonly key: string;
  readonly perSecond: number;
  readonly burst: number;
}

export interface RateLimiter {
  /**
   * Waits for a turn under the rule, first come first served. `false`: the signal aborted, or the turn lies further away
   * than `maxWaitMs` (then it is given back and nothing was waited).
   */
  acquire(rule: RateRule, maxWaitMs: number, signal?: AbortSignal): Promise<boolean>;
  /** Nobody under this key starts before `ms` have passed (a vendor's Retry-After). */
  pause(rule: RateRule, ms: number): void;
  /** How many could start at once now. */
  left(rule: RateRule): number;
}

/** Token buckets kept as one number per key: the moment at which the bucket would be full again. */
export function createRateLimiter(clock: Clock, sleep: Sleep): RateLimiter {
  const fullAtMs = new Map<string, number>();
  // Else a clock set back by an hour would keep every full bucket closed for that hour.
  const { nowMs } = forwardClock(clock);

  return {
    async acquire(rule, maxWaitMs, signal) {
      const now = nowMs();
      const step = 1000 / rule.perSecond;
      const fullAt = Math.max(fullAtMs.get(rule.key) ?? now, now);
      const waitMs = Math.max(0, Math.ceil(fullAt - (rule.burst - 1) * step - now));
      if (waitMs > maxWaitMs) return false;
      fullAtMs.set(rule.key, fullAt + step);
      return waitMs === 0 ? !signal?.aborted : sleep(waitMs, signal);
    },
    pause(rule, ms) {
      const untilMs = nowMs() + ms + ((rule.burst - 1) * 1000) / rule.perSecond;
      fullAtMs.set(rule.key, Math.max(fullAtMs.get(rule.key) ?? 0, untilMs));
    },
    left(rule) {
      const missingMs = Math.max(0, (fullAtMs.get(rule.key) ?? 0) - nowMs());
      return Math.max(0, Math.floor(rule.burst - (missingMs * rule.perSecond) / 1000));
    },
  };
}
