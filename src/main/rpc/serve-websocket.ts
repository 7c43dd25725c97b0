import type { WebSocket } from 'ws';
import type { ClientSession } from '#main/rpc/call-context.ts';
import type { WireServer } from '#main/rpc/wire-server.ts';
import { WIRE_CLOSE } from '#shared/contract/wire-frames.ts';

export interface WebSocketLimits {
  /** Bytes that may wait for the client before senders of events are held back. */
  readonly highWaterBytes: number;
  /** Bytes beyond which the client is cut off: it asks and asks and reads no answers. */
  readonly maxBufferedBytes: number;
  /** A client that takes nothing for so long is cut off; it may connect again. */
  readonly stallMs: number;
  /** Between two signs of life. */
  readonly heartbeatMs: number;
}

export const WEBSOCKET_LIMITS: WebSocketLimits = {
  highWaterBytes: 1 << 20,
  maxBufferedBytes: 64 << 20,
  stallMs: 20_000,
  heartbeatMs: 15_000,
};

/** Time for the close frame to leave before the socket is torn down. */
const CLOSE_GRACE_MS = 1000;

/** Serves one window over a WebSocket with back-pressure: a client that does not read is held back, then cut off. */
export function serveWebSocket(
  server: WireServer,
  socket: WebSocket,
  session: ClientSession,
  limits: WebSocketLimits = WEBSOCKET_LIMITS,
): void {
  const cutOff = (code: number): void => {
    if (socket.readyState !== socket.OPEN) return;
    socket.close(code);
    setTimeout(() => socket.terminate(), CLOSE_GRACE_MS).unref();
  };
  const wire = server.accept(
    {
      send(message) {
        if (socket.readyState !== socket.OPEN) throw new Error('The window has closed its socket');
        return sendWithBackPressure(socket, message, limits, () => cutOff(WIRE_CLOSE.tooSlow));
      },
      close: () => cutOff(WIRE_CLOSE.goingAway),
    },
    session,
  );
  const stopHeartbeat = watchHeartbeat(socket, limits.heartbeatMs);
  socket.on('message', (data, isBinary) => {
    const bytes = Buffer.concat(Array.isArray(data) ? data : [new Uint8Array(data)]);
    wire.receive(isBinary ? Uint8Array.from(bytes).buffer : bytes.toString());
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    stopHeartbeat();
    wire.closed();
  });
}

function sendWithBackPressure(
  socket: WebSocket,
  message: Parameters<WebSocket['send']>[0],
  limits: WebSocketLimits,
  onTooSlow: () => void,
): void | Promise<void> {
  let flushed: () => void = () => {};
  socket.send(message, () => flushed());
  if (socket.bufferedAmount > limits.maxBufferedBytes) return onTooSlow();
  if (socket.bufferedAmount <= limits.highWaterBytes) return;
  return new Promise((resolve) => {
    const stall = setTimeout(onTooSlow, limits.stallMs);
    flushed = () => {
      clearTimeout(stall);
      resolve();
    };
  });
}

/** Ends sockets whose other side vanished without a word (a suspended PC, a killed browser). @returns the way to stop. */
function watchHeartbeat(socket: WebSocket, everyMs: number): () => void {
  let alive = true;
  socket.on('pong', () => (alive = true));
  const timer = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
