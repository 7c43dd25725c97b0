import type { Clock, ClockFault } from '#core/kernel/clock.ts';

/** Clocks are set right by a little all the time, and the time since the boot is told in whole seconds. */
const TOLERANCE_MS = 120_000;

/**
 * Tells whether the clock of the PC can be believed. It is compared with how long the machine has been running, which nobody can
 * set and which goes on while it sleeps.
 * @param lastAtMs when something was last written before this run; null: never
 */
export function createClockWatch(
  clock: Clock,
  runningMs: () => number,
  lastAtMs: number | null,
): () => ClockFault | null {
  const bootAtMs = (): number => clock.nowMs() - runningMs();
  let believedBootAtMs = bootAtMs();
  let wasBehind = lastAtMs !== null && clock.nowMs() < lastAtMs - TOLERANCE_MS;
  let moved: { readonly bootAtMs: number; readonly fault: ClockFault } | null = null;
  return () => {
    const nowMs = clock.nowMs();
    if (wasBehind && lastAtMs !== null) {
      if (nowMs < lastAtMs - TOLERANCE_MS) return { state: 'behind', lastAtMs };
      // It was wrong at the start and has been set right.
      wasBehind = false;
      believedBootAtMs = bootAtMs();
    }
    const aheadMs = bootAtMs() - believedBootAtMs;
    if (Math.abs(aheadMs) <= TOLERANCE_MS) moved = null;
    else if (moved === null || Math.abs(bootAtMs() - moved.bootAtMs) > TOLERANCE_MS)
      moved = { bootAtMs: bootAtMs(), fault: { state: 'moved', fromAtMs: nowMs - aheadMs, toAtMs: nowMs } };
    return moved && moved.fault;
  };
}
