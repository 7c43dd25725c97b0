import { useQuery, useQueryClient } from '@tanstack/react-query';
import { orpc } from '#renderer/rpc/client.ts';
import type { Act } from '#renderer/ui/use-act.ts';
import { useAct } from '#renderer/ui/use-act.ts';
import type { DemoBench } from '#shared/contract/demo-bench.ts';

/** What stands on the demo bench. Asked anew whenever the drawer opens: it also changes without this window. */
export function useDemoBench(): DemoBench | undefined {
  return useQuery(orpc.system.demoBench.queryOptions({ staleTime: 0 })).data;
}

/**
 * A change of the bench. Its answer is how things stand from then on: a look that began before the change must not be shown
 * over it, or the button that was just pressed springs back.
 */
export function useBenchAct<Input>(change: (input: Input) => Promise<DemoBench>): Act<Input> {
  const queries = useQueryClient();
  const queryKey = orpc.system.demoBench.queryKey();
  return useAct(async (input: Input) => {
    const bench = await change(input);
    await queries.cancelQueries({ queryKey });
    queries.setQueryData(queryKey, bench);
  });
}
