import { useQuery } from '@tanstack/react-query';
import { orpc } from '#renderer/rpc/client.ts';
import type { SystemStatus } from '#shared/contract/system.ts';
import type { z } from 'zod';

export type SystemState = z.infer<typeof SystemStatus>;

/** State of the workstation; live events refetch it, the interval is a second safety net. */
export function useSystemStatus(): SystemState | undefined {
  return useQuery(orpc.system.status.queryOptions({ refetchInterval: 15_000 })).data;
}

const RANK = { operator: 1, lead: 2, admin: 3 } as const;

/** Whether the signed-in person has at least this role. Decides what is offered; the backend decides what is allowed. */
export function useHasRole(role: keyof typeof RANK): boolean {
  const operator = useSystemStatus()?.operator;
  return operator ? RANK[operator.role] >= RANK[role] : false;
}
