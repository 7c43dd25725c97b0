/** The only source of "now" inside a simulator; UTC milliseconds. */
export interface SimulatorClock {
  nowMs(): number;
}

/** The machine's clock. UTC, so the PC's time zone plays no part. */
export const realClock: SimulatorClock = { nowMs: () => Date.now() };

export interface ManualClock extends SimulatorClock {
  advance(ms: number): void;
  set(atMs: number): void;
}

/** A clock that stands still until a test moves it. */
export function createManualClock(startMs: number): ManualClock {
  let nowMs = startMs;
  return {
    nowMs: () => nowMs,
    advance: (ms) => void (nowMs += ms),
    set: (atMs) => void (nowMs = atMs),
  };
}
