import type { Clock } from '#core/kernel/clock.ts';
import type { ProbeContext } from '#main/usecases/alerts/alert-condition.ts';

interface Span {
  readonly sinceMs: number;
  lastOnMs: number;
}

/** Remembers since when something is so. In memory: after a restart it has to last anew. */
export function createLasting(clock: Clock): ProbeContext['lasts'] {
  const spans = new Map<string, Span>();
  return (key, isOn, forMs, graceMs = 0) => {
    const nowMs = clock.nowMs();
    const span = spans.get(key);
    if (!isOn && (!span || nowMs - span.lastOnMs > graceMs)) {
      spans.delete(key);
      return false;
    }
    const standing = span && span.lastOnMs <= nowMs ? span : { sinceMs: nowMs, lastOnMs: nowMs };
    if (isOn) standing.lastOnMs = nowMs;
    spans.set(key, standing);
    return nowMs - standing.sinceMs >= forMs;
  };
}
