import type { Clock } from '#core/kernel/clock.ts';

/**
 * A clock to measure how long something lasts: where the given one is set back, this one goes on from where it was. Its
 * time is no time of day.
 */
export function forwardClock(clock: Clock): Clock {
  let seenMs = clock.nowMs();
  let aheadMs = 0;
  return {
    nowMs() {
      const nowMs = clock.nowMs();
      if (nowMs < seenMs) aheadMs += seenMs - nowMs;
      seenMs = nowMs;
      return nowMs + aheadMs;
    },
  };
}
