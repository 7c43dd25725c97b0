/** The only source of "later". Injected beside the clock, so that tests move both and never sleep. */
export interface Timers {
  /** Runs `work` once after `delayMs`; returns the way to call it off. */
  after(delayMs: number, work: () => void): () => void;
}

/** Longest delay that setTimeout takes; anything above fires at once. */
const MAX_DELAY_MS = 2_147_483_647;

/** Real timers. They do not keep the process alive. */
export const systemTimers: Timers = {
  after(delayMs, work) {
    const timer = setTimeout(work, Math.min(Math.max(delayMs, 0), MAX_DELAY_MS));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
