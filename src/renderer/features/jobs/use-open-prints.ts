import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { orpc } from '#renderer/rpc/client.ts';
import type { Outputs } from '#renderer/ui/contract-types.ts';

/** As many as the backend gives at once: what asks must not hide behind what waits. */
const MOST = 200;

/** Labels that are not on paper yet. */
export function useOpenPrints(): UseQueryResult<Outputs['printing']['jobs']> {
  return useQuery(orpc.printing.jobs.queryOptions({ input: { open: true, limit: MOST } }));
}
