import type { ClientSession } from '#main/rpc/call-context.ts';
import type { WireServer } from '#main/rpc/wire-server.ts';
import { MAX_UNTAKEN, readTaken } from '#shared/contract/wire-frames.ts';

/** What Electron's MessagePortMain and Node's MessagePort have in common. */
export interface ServerPort {
  postMessage(message: unknown): void;
  /** Electron calls with an event that carries `data`, Node with the message itself. */
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/**
 * Serves one window over a message port. A port queues without end, so the window reports what it has taken in and
 * messages beyond {@link MAX_UNTAKEN} wait here, where live events merge.
 */
export function serveMessagePort(server: WireServer, port: ServerPort, session: ClientSession): void {
  const flow = createPortFlow();
  const wire = server.accept(
    {
      send(message) {
        flow.assertOpen();
        port.postMessage(message);
        return flow.sent();
      },
      close: () => {
        flow.end();
        wire.closed();
        port.close();
      },
    },
    session,
  );
  port.on('message', (received) => {
    const message = payloadOf(received);
    const taken = readTaken(message);
    if (taken !== null) flow.taken(taken);
    else if (typeof message === 'string' || message instanceof ArrayBuffer) wire.receive(message);
    else if (message instanceof Uint8Array) wire.receive(Uint8Array.from(message).buffer);
  });
  port.on('close', () => {
    flow.end();
    wire.closed();
  });
  port.start();
}

interface PortFlow {
  assertOpen(): void;
  sent(): void | Promise<void>;
  taken(count: number): void;
  end(): void;
}

function createPortFlow(): PortFlow {
  let untaken = 0;
  let open = true;
  let waiting: (() => void)[] = [];
  const release = (): void => {
    const released = waiting;
    waiting = [];
    for (const resolve of released) resolve();
  };
  return {
    assertOpen() {
      if (!open) throw new Error('The window has closed its port');
    },
    sent() {
      untaken += 1;
      return untaken < MAX_UNTAKEN ? undefined : new Promise((resolve) => waiting.push(resolve));
    },
    taken(count) {
      untaken = Math.max(0, untaken - count);
      if (untaken < MAX_UNTAKEN) release();
    },
    end() {
      open = false;
      release();
    },
  };
}

function payloadOf(received: unknown): unknown {
  return typeof received === 'object' && received !== null && 'data' in received ? received.data : received;
}
