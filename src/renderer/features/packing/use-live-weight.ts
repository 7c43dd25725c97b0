import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { orpc } from '#renderer/rpc/client.ts';
import { useLiveEvent } from '#renderer/rpc/use-live-events.ts';
import { LiveWeight } from '#shared/contract/packing.ts';
import type { LiveEvent } from '#shared/contract/live-event.ts';
import type { StationId } from '#shared/model/ids.ts';

/** Asked for even without news, so that a reading that stopped coming is seen to grow old. */
const SAFETY_MS = 1_000;

/** The scale as it is now. News either carry the reading or say that there is one. */
export function useLiveWeight(stationId: StationId, wanted: boolean): LiveWeight | undefined {
  const queries = useQueryClient();
  const onNews = useCallback(
    (event: LiveEvent) => {
      if (!wanted) return;
      const queryKey = orpc.packing.weight.queryKey({ input: { stationId } });
      const reading = LiveWeight.safeParse(event.data);
      if (reading.success) queries.setQueryData(queryKey, reading.data);
      else void queries.invalidateQueries({ queryKey });
    },
    [queries, stationId, wanted],
  );
  useLiveEvent('weight', onNews);
  return useQuery(
    orpc.packing.weight.queryOptions({
      input: { stationId },
      enabled: wanted,
      refetchInterval: SAFETY_MS,
      staleTime: 0,
    }),
  ).data;
}
