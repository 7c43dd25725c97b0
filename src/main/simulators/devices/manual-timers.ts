import type { Timers } from '#main/simulators/devices/timers.ts';

export interface ManualTimers extends Timers {
  /** Lets time pass; what falls due on the way happens in order, at its own moment. */
  advance(ms: number): void;
}

/** Time that stands still until told otherwise. */
export function manualTimers(startMs = 0): ManualTimers {
  let nowMs = startMs;
  const waiting = new Set<{ readonly atMs: number; readonly action: () => void }>();

  function nextDue(untilMs: number): { readonly atMs: number; readonly action: () => void } | undefined {
    return [...waiting].filter((entry) => entry.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
  }

  return {
    nowMs: () => nowMs,
    after(ms, action) {
      const entry = { atMs: nowMs + ms, action };
      waiting.add(entry);
      return () => waiting.delete(entry);
    },
    advance(ms) {
      const untilMs = nowMs + ms;
      for (let due = nextDue(untilMs); due; due = nextDue(untilMs)) {
        waiting.delete(due);
        nowMs = Math.max(nowMs, due.atMs);
        due.action();
      }
      nowMs = untilMs;
    },
  };
}
