/** Time for emulators, injected so that tests can move it. */
export interface Timers {
  nowMs(): number;
  /** Runs `action` once after `ms`. Returns the function that cancels it. */
  after(ms: number, action: () => void): () => void;
}

/** Real time. A printer or a scale does not know when the PC's clock is set. Its timers keep no process alive. */
export const realTimers: Timers = {
  nowMs: () => Math.floor(performance.timeOrigin + performance.now()),
  after(ms, action) {
    const timer = setTimeout(action, ms).unref();
    return () => clearTimeout(timer);
  },
};
