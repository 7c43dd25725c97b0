import { createRouterClient } from '@orpc/server';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { ContractRouterClient } from '@orpc/contract';
import type { ConnectionState } from '#renderer/rpc/connection.ts';
import type { LiveNews } from '#renderer/rpc/live-events.ts';
import type { Contract } from '#shared/contract/index.ts';
import { mockRouter } from './mock-router.ts';
import { onLive } from './mock-live.ts';

/** Takes the place of `src/renderer/rpc/client.ts` in the harness: the same contract, answered in the window itself. */
export const client: Omit<
  ContractRouterClient<Contract>,
  | `customs${string}`
  | 'alerts'
  | 'channelStatuses'
  | 'cleaning'
  | 'httpTemplates'
  | 'lineage'
  | 'notifiers'
  | 'payments'
  | 'relay'
  | 'replay'
  | 'stockPush'
  | 'sync'
  | 'webhooks'
> & { cleaning: Pick<ContractRouterClient<Contract>['cleaning'], 'flags' | 'ofOrder'> } = createRouterClient(
  mockRouter,
  {
    context: {},
  },
);
export const orpc = createTanstackQueryUtils(client);

let state: ConnectionState = { status: 'connected', attempts: 0, backendRestarts: 0, generation: 1, problem: null };
const listeners = new Set<() => void>();

export const connection = {
  get state(): ConnectionState {
    return state;
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export const live = {
  subscribe: (listener: (news: LiveNews) => void): (() => void) =>
    onLive((event) => listener({ kind: 'event', event })),
  run: (): Promise<void> => Promise.resolve(),
};

/** For pictures: breaks and mends the connection. */
export function setConnection(change: Partial<ConnectionState>): void {
  state = { ...state, ...change };
  for (const listener of listeners) listener();
}

Object.assign(window, { mockConnection: setConnection });
