import type { SimulatorClock } from './simulator-clock.ts';

export interface CallRate {
  readonly calls: number;
  readonly perMs: number;
}

/** Counts the calls of each operation in fixed spans; the returned function answers whether one more is allowed. */
export function createCallRate(clock: SimulatorClock, rate: CallRate | undefined): (operation: string) => boolean {
  const spans = new Map<string, { startMs: number; calls: number }>();
  return (operation) => {
    if (!rate) return true;
    const nowMs = clock.nowMs();
    const known = spans.get(operation);
    const span = known && nowMs - known.startMs < rate.perMs ? known : { startMs: nowMs, calls: 0 };
    spans.set(operation, span);
    span.calls += 1;
    return span.calls <= rate.calls;
  };
}
