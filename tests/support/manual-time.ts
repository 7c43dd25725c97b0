import type { Clock } from '#core/kernel/clock.ts';
import type { UtcMs } from '#shared/model/time.ts';
import type { Timers } from '#main/lib/timers.ts';

/** A clock and timers that a test moves by hand. */
export class ManualTime implements Clock, Timers {
  #nowMs: UtcMs;
  readonly #timers = new Map<number, { readonly atMs: UtcMs; readonly work: () => void }>();
  #lastTimer = 0;

  constructor(startMs: UtcMs = 1_750_000_000_000) {
    this.#nowMs = startMs;
  }

  nowMs(): UtcMs {
    return this.#nowMs;
  }

  after(delayMs: number, work: () => void): () => void {
    this.#lastTimer += 1;
    const id = this.#lastTimer;
    this.#timers.set(id, { atMs: this.#nowMs + delayMs, work });
    return () => this.#timers.delete(id);
  }

  /** Moves on, running the timers that fall due in their order; a timer set by another one runs too when it is due by then. */
  advance(byMs: number): void {
    const untilMs = this.#nowMs + byMs;
    for (;;) {
      const next = [...this.#timers]
        .filter(([, timer]) => timer.atMs <= untilMs)
        .toSorted(([, a], [, b]) => a.atMs - b.atMs)[0];
      if (!next) break;
      const [id, timer] = next;
      this.#timers.delete(id);
      this.#nowMs = Math.max(this.#nowMs, timer.atMs);
      timer.work();
    }
    this.#nowMs = untilMs;
  }
}
