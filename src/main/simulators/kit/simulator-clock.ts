/** The only source of "now" inside a simulator; UTC milliseconds. */
export interface SimulatorClock {
  nowMs(): number;
}

/** The machine's clock. UTC, so the PC's time zone plays no part. */
export const realClock: SimulatorClock = { nowMs: () => Date.now() };

/** How long things last at a platform: the clock beneath, and ahead of it what somebody let pass. */
export interface PassingClock extends SimulatorClock {
  pass(ms: number): void;
  aheadMs(): number;
}

export function createPassingClock(beneath: SimulatorClock = realClock): PassingClock {
  let aheadMs = 0;
  return {
    nowMs: () => beneath.nowMs() + aheadMs,
    pass: (ms) => void (aheadMs += ms),
    aheadMs: () => aheadMs,
  };
}

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
