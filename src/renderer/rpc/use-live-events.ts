import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { live, orpc } from '#renderer/rpc/client.ts';
import type { LiveNews, LiveTopic } from '#renderer/rpc/live-events.ts';
import { STALE_AREAS } from '#renderer/rpc/stale-areas.ts';
import type { Area } from '#renderer/rpc/stale-areas.ts';
import type { LiveEvent } from '#shared/contract/live-event.ts';

/** A burst of changes refetches once. */
const GATHER_MS = 150;

/** Mount once, at the root: keeps every query of the window in step with the backend, also after a reconnect. */
export function useLiveEvents(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    const gather = gatherStale(queries);
    const unsubscribe = live.subscribe(gather.take);
    void live.run(stop.signal);
    return () => {
      stop.abort();
      unsubscribe();
      gather.cancel();
    };
  }, [queries]);
}

/** Calls `handle` for each live event of one topic. Give it a stable function (useCallback). */
export function useLiveEvent(topic: LiveTopic, handle: (event: LiveEvent) => void): void {
  useEffect(
    () =>
      live.subscribe((news) => {
        if (news.kind === 'event' && news.event.topic === topic) handle(news.event);
      }),
    [topic, handle],
  );
}

function gatherStale(queries: QueryClient): { take(news: LiveNews): void; cancel(): void } {
  const areas = new Set<Area>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refetch = (): void => {
    timer = undefined;
    for (const area of areas) void queries.invalidateQueries({ queryKey: orpc[area].key() });
    areas.clear();
  };
  return {
    take(news) {
      if (news.kind === 'resync') return void queries.invalidateQueries();
      for (const area of STALE_AREAS[news.event.topic]) areas.add(area);
      if (areas.size > 0) timer ??= setTimeout(refetch, GATHER_MS);
    },
    cancel: () => clearTimeout(timer),
  };
}
