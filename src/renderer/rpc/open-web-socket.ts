import { WireRefused } from '#renderer/rpc/client-wire.ts';
import type { OpenedWire, OpenWire } from '#renderer/rpc/client-wire.ts';
import { codedAnswer } from '#renderer/rpc/to-app-error.ts';
import { readHello } from '#shared/contract/wire-frames.ts';

export interface WebSocketWireOptions {
  /** e.g. `ws://127.0.0.1:41873/rpc` */
  readonly url: string;
  /**
   * Answers 204 when the window's cookie is good, 401 when it is not, and with a coded error while no backend can be started;
   * a WebSocket cannot tell why it was refused.
   */
  readonly askSession: () => Promise<Pick<Response, 'ok' | 'status' | 'json'>>;
  readonly createSocket?: (url: string) => WebSocket;
}

/** Opens WebSockets to the Node host. A wire counts as open once the backend has said hello. */
export function openWebSocket({
  url,
  askSession,
  createSocket = (to) => new WebSocket(to),
}: WebSocketWireOptions): OpenWire {
  return async (signal) => {
    const socket = createSocket(url);
    try {
      return await awaitHello(socket, signal);
    } catch (cause) {
      socket.close();
      if (signal.aborted) throw cause;
      const answer = await askSession();
      if (answer.status === 401) throw new WireRefused('The window has to sign in to the host again', { cause });
      throw (answer.ok ? null : codedAnswer(await answer.json())) ?? cause;
    }
  };
}

function awaitHello(socket: WebSocket, signal: AbortSignal): Promise<OpenedWire> {
  socket.binaryType = 'arraybuffer';
  return new Promise((resolve, reject) => {
    const settled = new AbortController();
    const settle = (act: () => void): void => {
      settled.abort();
      act();
    };
    const fail = (): void => settle(() => reject(new Error('The backend cannot be reached')));
    const listen = { signal: settled.signal };
    socket.addEventListener('error', fail, listen);
    socket.addEventListener('close', fail, listen);
    signal.addEventListener('abort', fail, listen);
    socket.addEventListener(
      'message',
      (event) => {
        const instanceId = readHello(event.data);
        if (instanceId === null) return fail();
        settle(() => resolve({ wire: socket, instanceId }));
      },
      listen,
    );
  });
}
