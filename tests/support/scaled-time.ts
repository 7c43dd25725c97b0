import type { Clock } from '#core/kernel/clock.ts';
import { systemTimers } from '#main/lib/timers.ts';
import type { Timers } from '#main/lib/timers.ts';

/** Time that passes faster than the machine's, in step in all processes that are told the same. */
export interface TimeScale {
  /** This moment of the machine's clock... */
  readonly realMs: number;
  /** ...is this moment here. */
  readonly scaledMs: number;
  readonly speed: number;
}

export function scaledTime({ realMs, scaledMs, speed }: TimeScale): { readonly clock: Clock; readonly timers: Timers } {
  return {
    clock: { nowMs: () => scaledMs + Math.floor((Date.now() - realMs) * speed) },
    timers: { after: (delayMs, work) => systemTimers.after(delayMs / speed, work) },
  };
}
