import { useQuery } from '@tanstack/react-query';
import { orpc } from '#renderer/rpc/client.ts';
import type { SystemStatus } from '#shared/contract/system.ts';

/**
 * One part of the state of the workstation, which the root keeps fresh. Its clock differs in every answer, so whoever
 * took it whole would be drawn again each time.
 */
export function useStatusPart<Part>(select: (status: SystemStatus) => Part): Part | undefined {
  return useQuery(orpc.system.status.queryOptions({ select })).data;
}
