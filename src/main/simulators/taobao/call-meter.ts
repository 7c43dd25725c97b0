import type { SimulatorClock } from '../kit/simulator-clock.ts';
import { apiBanned, dailyQuotaUsed } from './top-failure.ts';

export interface TopLimits {
  /** Calls of one API within `perMs`; the next one is banned until the span is over. */
  readonly callsPerApi?: { readonly calls: number; readonly perMs: number };
  /** Calls of the whole app per Beijing day. */
  readonly callsPerDay?: number;
}

const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;

/** Counts calls as the gateway does; the returned function throws a TopFailure (code 7) when a limit is reached. */
export function createCallMeter(clock: SimulatorClock, limits: TopLimits): (method: string) => void {
  const spans = new Map<string, { startMs: number; calls: number }>();
  let day = -1;
  let callsToday = 0;

  function meterDay(nowMs: number): void {
    const today = Math.floor((nowMs + BEIJING_MS) / DAY_MS);
    if (today !== day) {
      day = today;
      callsToday = 0;
    }
    callsToday += 1;
    if (callsToday > (limits.callsPerDay ?? Infinity)) throw dailyQuotaUsed();
  }

  return (method) => {
    const nowMs = clock.nowMs();
    meterDay(nowMs);
    if (!limits.callsPerApi) return;
    const { calls, perMs } = limits.callsPerApi;
    let span = spans.get(method);
    if (!span || nowMs - span.startMs >= perMs) {
      span = { startMs: nowMs, calls: 0 };
      spans.set(method, span);
    }
    span.calls += 1;
    if (span.calls > calls) throw apiBanned(Math.ceil((span.startMs + perMs - nowMs) / 1000));
  };
}
