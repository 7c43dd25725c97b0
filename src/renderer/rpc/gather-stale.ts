import type { LiveNews } from '#renderer/rpc/live-events.ts';
import { STALE_ANSWERS } from '#renderer/rpc/stale-answers.ts';
import type { Stale } from '#renderer/rpc/stale-answers.ts';

/** A burst of changes refetches once, when it is over: what is asked and drawn anew in the midst of it would be in the way of the next scan. */
export const GATHER_MS = 150;
/** A burst that does not end. */
export const LATEST_MS = 600;

interface Refetch {
  stale(answers: Stale): void;
  allStale(): void;
}

/** Gathers what live events make stale and has each of it asked again once in a while, however many events come. */
export function gatherStale(refetch: Refetch): { take(news: LiveNews): void; cancel(): void } {
  const gathered = new Set<Stale>();
  let calm: ReturnType<typeof setTimeout> | undefined;
  let latest: ReturnType<typeof setTimeout> | undefined;
  const cancel = (): void => {
    clearTimeout(calm);
    clearTimeout(latest);
    latest = undefined;
  };
  const ask = (): void => {
    cancel();
    for (const answers of gathered) refetch.stale(answers);
    gathered.clear();
  };
  return {
    take(news) {
      if (news.kind === 'resync') return refetch.allStale();
      const answers = STALE_ANSWERS[news.event.topic];
      if (answers.length === 0) return;
      for (const each of answers) gathered.add(each);
      clearTimeout(calm);
      calm = setTimeout(ask, GATHER_MS);
      latest ??= setTimeout(ask, LATEST_MS);
    },
    cancel,
  };
}
