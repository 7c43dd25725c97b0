import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { RouterUtils } from '@orpc/tanstack-query';
import type { OpenWire } from '#renderer/rpc/client-wire.ts';
import { connectionLink } from '#renderer/rpc/connection-link.ts';
import { Connection } from '#renderer/rpc/connection.ts';
import { LiveEvents } from '#renderer/rpc/live-events.ts';
import { openElectronPort } from '#renderer/rpc/open-electron-port.ts';
import { openWebSocket } from '#renderer/rpc/open-web-socket.ts';
import type { Contract } from '#shared/contract/index.ts';

/** The whole contract as plain async functions; every failure is an AppError with code and data. */
export type Client = ContractRouterClient<Contract>;

export interface RpcClient {
  readonly client: Client;
  readonly orpc: RouterUtils<Client>;
  readonly connection: Connection;
  readonly live: LiveEvents;
}

/** Builds the window's side of the boundary over `open`; nothing connects before `connection.run()`. */
export function createClient(open: OpenWire): RpcClient {
  const connection = new Connection({ open });
  const client: Client = createORPCClient(connectionLink(connection));
  return { client, orpc: createTanstackQueryUtils(client), connection, live: new LiveEvents(client, connection) };
}

/** The transport that this page has: ports of the Electron host under its own scheme, the Node host's WebSocket otherwise. */
export function transportOf(page: Window): OpenWire {
  const { protocol, host, origin } = page.location;
  if (page.navigator.userAgent.includes('Electron/')) return openElectronPort(page);
  return openWebSocket({
    url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/rpc?window=${windowId(page)}`,
    askSession: () => page.fetch(`${origin}/session`),
  });
}

/** Stays with this tab over reloads, so that the operator who signed in here stays signed in. */
function windowId(page: Window): string {
  const known = page.sessionStorage.getItem('packbench.window');
  if (known) return known;
  const fresh = page.crypto.randomUUID();
  page.sessionStorage.setItem('packbench.window', fresh);
  return fresh;
}
