import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket } from 'ws';
import { Connection } from '#renderer/rpc/connection.ts';
import { connectionLink } from '#renderer/rpc/connection-link.ts';
import type { OpenWire } from '#renderer/rpc/client-wire.ts';
import { openWebSocket } from '#renderer/rpc/open-web-socket.ts';
import type { TestHost } from '#tests/support/host/start-test-host.ts';
import type { stubContract } from '#tests/support/rpc/stub-contract.ts';

/** Opens wires of a browser that was let in by the host, e.g. for {@link createClient}. */
export async function openWiresOf(
  host: Pick<TestHost, 'signIn' | 'origin' | 'port'>,
  windowId = 'window-1234',
): Promise<OpenWire> {
  const headers = { cookie: await host.signIn(), origin: host.origin };
  return openWebSocket({
    url: `ws://127.0.0.1:${host.port}/rpc?window=${windowId}`,
    askSession: () => fetch(`${host.origin}/session`, { headers }),
    createSocket: (url) => browserSocket(url, headers),
  });
}

export interface TestWindow {
  readonly client: ContractRouterClient<typeof stubContract>;
  readonly connection: Connection;
}

/** The renderer's own connection in a browser that was let in by the host. */
export async function openTestWindow(host: TestHost): Promise<TestWindow> {
  const open = await openWiresOf(host);
  const connection = new Connection({ open, random: () => 0 });
  void connection.run();
  return { client: createORPCClient(connectionLink(connection)), connection };
}

/** A socket with the headers that a browser adds by itself. */
function browserSocket(url: string, headers: Record<string, string>): globalThis.WebSocket {
  const socket: unknown = new WebSocket(url, { headers });
  return socket as globalThis.WebSocket;
}
