import { notifyManager, QueryClient } from '@tanstack/react-query';
import { toAppError } from '#renderer/rpc/to-app-error.ts';

const MAX_RETRIES = 5;

/** An answer is drawn together with what else came with it; with the usual timer each would be drawn once by itself. */
notifyManager.setScheduler(queueMicrotask);

/**
 * The window's query cache. The backend is on this machine, so a browser that thinks it is offline must not hold
 * queries back; live events say when data is stale, so time alone does not.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < MAX_RETRIES && toAppError(error).definition.retry === 'safe',
      },
      // A write that broke off may have been done: its own screen asks before it is sent again.
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
