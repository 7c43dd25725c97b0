import type { Server } from 'node:http';
import type { WebSocketServer } from 'ws';

/** What has not ended by itself after this is cut off. */
const GRACE_MS = 3000;

/** Takes no new connections, waits for answers under way, then cuts what is left. */
export async function stopServer(server: Server, sockets: WebSocketServer): Promise<void> {
  const cut = setTimeout(() => {
    server.closeAllConnections();
    for (const socket of sockets.clients) socket.terminate();
  }, GRACE_MS);
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await closed;
  clearTimeout(cut);
}
