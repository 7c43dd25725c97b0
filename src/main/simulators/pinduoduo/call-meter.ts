import type { SimulatorClock } from '../kit/simulator-clock.ts';
import { tooFrequent } from './pdd-failure.ts';

export interface PddLimits {
  /** Calls of one API within `perMs`. */
  readonly callsPerApi?: { readonly calls: number; readonly perMs: number };
}

/** Counts calls as the gateway does; the returned function throws a PddFailure (70031) when a limit is reached. */
export function createPddMeter(clock: SimulatorClock, limits: PddLimits): (type: string) => void {
  const spans = new Map<string, { startMs: number; calls: number }>();
  return (type) => {
    if (!limits.callsPerApi) return;
    const nowMs = clock.nowMs();
    let span = spans.get(type);
    if (!span || nowMs - span.startMs >= limits.callsPerApi.perMs) {
      span = { startMs: nowMs, calls: 0 };
      spans.set(type, span);
    }
    span.calls += 1;
    if (span.calls > limits.callsPerApi.calls) throw tooFrequent();
  };
}
