import type { Clock } from '#core/kernel/clock.ts';

export interface RefusalCount {
  note(shopId: string): void;
  /** Of the last hour. */
  count(shopId: string): number;
}

const HOUR_MS = 3_600_000;
/** Anybody can send deliveries that are none: more than this is simply many. */
const MOST_KEPT = 1_000;

/** Counts refused deliveries in memory, because nothing that a stranger sends should write to the disk. */
export function createRefusalCount(clock: Clock): RefusalCount {
  const times = new Map<string, number[]>();
  const recent = (shopId: string): number[] => {
    const sinceMs = clock.nowMs() - HOUR_MS;
    return (times.get(shopId) ?? []).filter((atMs) => atMs > sinceMs);
  };
  return {
    note: (shopId) => void times.set(shopId, [...recent(shopId).slice(1 - MOST_KEPT), clock.nowMs()]),
    count: (shopId) => recent(shopId).length,
  };
}
