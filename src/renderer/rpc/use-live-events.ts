import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { live, orpc } from '#renderer/rpc/client.ts';
import type { LiveTopic } from '#renderer/rpc/live-events.ts';
import { gatherStale } from '#renderer/rpc/gather-stale.ts';
import type { Stale } from '#renderer/rpc/stale-answers.ts';
import type { LiveEvent } from '#shared/contract/live-event.ts';

/** Mount once, at the root: keeps every query of the window in step with the backend, also after a reconnect. */
export function useLiveEvents(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    const gather = gatherStale({
      stale: (answers) => void queries.invalidateQueries({ queryKey: keyOf(answers) }),
      allStale: () => void queries.invalidateQueries(),
    });
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

function keyOf(stale: Stale): ReturnType<typeof orpc.shops.list.key> {
  return stale === 'shops.list' ? orpc.shops.list.key() : orpc[stale].key();
}
