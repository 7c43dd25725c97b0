import type { LiveNews } from '#renderer/rpc/live-events.ts';
import { STALE_ANSWERS } from '#renderer/rpc/stale-answers.ts';
import type { Stale } from '#renderer/rpc/stale-answers.ts';

/** A burst of changes refetches once. */
export const GATHER_MS = 150;

interface Refetch {
  stale(answers: Stale): void;
  allStale(): void;
}

/** Gathers what live events make stale and has each of it asked again once in a while, however many events come. */
export function gatherStale(refetch: Refetch): { take(news: LiveNews): void; cancel(): void } {
  const gathered = new Set<Stale>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = (): void => {
    timer = undefined;
    for (const answers of gathered) refetch.stale(answers);
    gathered.clear();
  };
  return {
    take(news) {
      if (news.kind === 'resync') return refetch.allStale();
      for (const answers of STALE_ANSWERS[news.event.topic]) gathered.add(answers);
      if (gathered.size > 0) timer ??= setTimeout(ask, GATHER_MS);
    },
    cancel: () => clearTimeout(timer),
  };
}
