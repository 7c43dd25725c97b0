import { createClient, transportOf } from '#renderer/rpc/create-client.ts';

export type { Client } from '#renderer/rpc/create-client.ts';

/**
 * The window's one connection to the backend.
 *
 * - `orpc`: query and mutation options for TanStack Query, e.g. `useQuery(orpc.orders.get.queryOptions({ input: { id } }))`
 * - `client`: the same as async functions, e.g. `await client.packing.scan({ ... })`
 * - `connection`, `live`: for the hooks in this folder
 */
export const { client, orpc, connection, live } = createClient(transportOf(window));

void connection.run();
