import type { Timers } from '#main/lib/timers.ts';
import { pause } from '#main/lib/pause.ts';

/** A device that says "nothing" at once is asked again after this time, then after twice of it, up to the longest. */
const SHORTEST_MS = 1;
const LONGEST_MS = 20;

/** How soon a path is read again that had nothing to say: at once after something was sent, seldom while nobody speaks. */
export interface ReadPace {
  /** Waits before the next read; ends at once when something is sent. */
  rest(): Promise<void>;
  /** Something was sent or heard: an answer may be there now. */
  wake(): void;
}

export function createReadPace(timers: Timers): ReadPace {
  let nextMs = LONGEST_MS;
  let resting: AbortController | null = null;
  return {
    async rest() {
      resting = new AbortController();
      const restMs = nextMs;
      nextMs = Math.min(nextMs * 2, LONGEST_MS);
      await pause(timers, restMs, resting.signal);
      resting = null;
    },
    wake() {
      nextMs = SHORTEST_MS;
      resting?.abort();
    },
  };
}
