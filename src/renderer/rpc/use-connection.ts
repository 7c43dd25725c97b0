import { useSyncExternalStore } from 'react';
import { connection } from '#renderer/rpc/client.ts';
import type { ConnectionState } from '#renderer/rpc/connection.ts';

/** How the window stands with the backend, for the banner and for locking buttons while nobody answers. */
export function useConnection(): ConnectionState {
  return useSyncExternalStore(connection.subscribe, () => connection.state);
}
