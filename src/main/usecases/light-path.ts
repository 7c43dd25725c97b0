import type { Clock } from '#core/kernel/clock.ts';

/** Whether more orders come in than usual, so that what can wait must. */
export interface LightPath {
  isOn(): boolean;
  /** Since when; null while it is off. */
  sinceMs(): number | null;
}

export interface LightPathOptions {
  readonly clock: Clock;
  /** New orders per minute above which it goes on; 0 = never. */
  limitPerMinute(): number;
  /** How many orders are stored. */
  ordersSoFar(): number;
  /** Told once per change. */
  onChange(isOn: boolean): void;
}

const MINUTE_MS = 60_000;
/** Marks kept of the last minute: one each so many milliseconds at most. */
const GRAIN_MS = 250;

/** Counts the new orders of the last minute. What it defers stands in the database, so that a crash forgets only that it was on. */
export function createLightPath(options: LightPathOptions): LightPath & { note(): void } {
  const { clock } = options;
  let marks: { readonly atMs: number; readonly orders: number }[] = [
    { atMs: clock.nowMs(), orders: options.ordersSoFar() },
  ];
  let sinceMs: number | null = null;
  let lookedAtMs = -Infinity;

  function look(): void {
    const nowMs = (lookedAtMs = clock.nowMs());
    const orders = options.ordersSoFar();
    // A clock that was set back must not keep it on for ever.
    const kept = marks.filter((mark) => mark.atMs > nowMs - MINUTE_MS && mark.atMs <= nowMs);
    const last = kept.at(-1);
    if (!last || nowMs - last.atMs >= GRAIN_MS) kept.push({ atMs: nowMs, orders });
    marks = kept;
    const limit = options.limitPerMinute();
    const isOn = limit > 0 && orders - (marks[0]?.orders ?? orders) > limit;
    if (isOn === (sinceMs !== null)) return;
    sinceMs = isOn ? nowMs : null;
    options.onChange(isOn);
  }

  return {
    note: look,
    // Asked for each message: new orders are noted by whoever stores them, and only time goes by without a word.
    isOn() {
      if (Math.abs(clock.nowMs() - lookedAtMs) >= GRAIN_MS) look();
      return sinceMs !== null;
    },
    sinceMs: () => sinceMs,
  };
}
