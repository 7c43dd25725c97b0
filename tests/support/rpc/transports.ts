import { createServer } from 'node:http';
import { MessageChannel } from 'node:worker_threads';
import { WebSocketServer } from 'ws';
import { openElectronPort } from '#renderer/rpc/open-electron-port.ts';
import { openWebSocket } from '#renderer/rpc/open-web-socket.ts';
import type { OpenWire } from '#renderer/rpc/client-wire.ts';
import type { ClientSession } from '#main/rpc/call-context.ts';
import { serveMessagePort } from '#main/rpc/serve-message-port.ts';
import { serveWebSocket } from '#main/rpc/serve-websocket.ts';
import type { Serving } from '#main/rpc/serving.ts';
import { WireServer } from '#main/rpc/wire-server.ts';
import type { ServedRouter } from '#main/rpc/wire-server.ts';
import { PORT_CHANNEL } from '#shared/contract/port-news.ts';
import { FakePage } from '#tests/support/rpc/fake-page.ts';

/** One way between a window and the backend, with a backend that can be lost and replaced. */
export interface TransportUnderTest {
  readonly open: OpenWire;
  /** Present backend. */
  server(): WireServer;
  /** Cuts the connection as a crash does, and lets this backend answer from then on. */
  restart(serving: Serving<ServedRouter>): Promise<void>;
  stop(): Promise<void>;
}

export type StartTransport = (serving: Serving<ServedRouter>, session: ClientSession) => Promise<TransportUnderTest>;

export const TRANSPORTS: readonly { name: string; start: StartTransport }[] = [
  { name: 'MessagePort', start: startMessagePort },
  { name: 'WebSocket', start: startWebSocket },
];

async function startMessagePort(serving: Serving<ServedRouter>, session: ClientSession): Promise<TransportUnderTest> {
  const page = new FakePage('packbench://app');
  const open = openElectronPort(page);
  let server: WireServer;
  let backendPort: MessageChannel['port1'] | undefined;
  const connect = (next: Serving<ServedRouter>): void => {
    server = new WireServer(next);
    const { port1, port2 } = new MessageChannel();
    backendPort = port1;
    serveMessagePort(server, port1, session);
    page.receivePort({ channel: PORT_CHANNEL, state: 'ready' }, port2);
  };
  connect(serving);
  return {
    open,
    server: () => server,
    async restart(next) {
      backendPort?.close();
      connect(next);
    },
    stop: async () => backendPort?.close(),
  };
}

async function startWebSocket(serving: Serving<ServedRouter>, session: ClientSession): Promise<TransportUnderTest> {
  let server = new WireServer(serving);
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false, maxPayload: 64 << 20 });
  sockets.on('connection', (socket) => serveWebSocket(server, socket, session));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    open: openWebSocket({
      url: `ws://127.0.0.1:${port}/`,
      askSession: async () => new Response(null, { status: 204 }),
    }),
    server: () => server,
    async restart(next) {
      server = new WireServer(next);
      for (const socket of sockets.clients) socket.terminate();
    },
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
