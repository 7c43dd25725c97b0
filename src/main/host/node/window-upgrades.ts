import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { isOwnUpgrade } from '#main/host/node/request-guard.ts';
import type { OwnAddress } from '#main/host/node/request-guard.ts';
import type { WindowCookie } from '#main/host/node/window-cookie.ts';
import type { HostedWorkstation } from '#main/host/hosted-workstation.ts';
import { serveWebSocket } from '#main/rpc/serve-websocket.ts';
import type { WireServer } from '#main/rpc/wire-server.ts';

export interface WindowUpgradeOptions {
  readonly own: () => OwnAddress;
  readonly cookie: () => WindowCookie;
  readonly wires: WireServer;
  readonly sessions: HostedWorkstation['sessions'];
}

/** An import of 48 MB as base64 inside one message. */
const MAX_MESSAGE_BYTES = 64 << 20;

/** `/rpc?window=<id>`: WebSockets of pages that this host served to browsers that were let in. */
export function acceptWindows(server: Server, { own, cookie, wires, sessions }: WindowUpgradeOptions): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MAX_MESSAGE_BYTES });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const url = (request.url ?? '').split('?');
    const windowId = new URLSearchParams(url[1]).get('window') ?? '';
    const status = refusalOf(request, url[0] ?? '', windowId, own(), cookie());
    if (status !== null) return refuse(socket, status);
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      serveWebSocket(wires, webSocket, sessions.window(windowId)),
    );
  });
  return sockets;
}

function refusalOf(
  request: IncomingMessage,
  path: string,
  windowId: string,
  own: OwnAddress,
  cookie: WindowCookie,
): string | null {
  if (!isOwnUpgrade(request, own)) return '403 Forbidden';
  if (path !== '/rpc') return '404 Not Found';
  if (!cookie.isValid(request.headers.cookie)) return '401 Unauthorized';
  return /^[\w-]{8,64}$/.test(windowId) ? null : '400 Bad Request';
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
