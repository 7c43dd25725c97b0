import { RPCHandler } from '@orpc/server/websocket';
import type { CallContext, ClientSession } from '#main/rpc/call-context.ts';
import { contextFor, handlerOptions } from '#main/rpc/serving.ts';
import type { Serving } from '#main/rpc/serving.ts';
import { helloFrame } from '#shared/contract/wire-frames.ts';

/** One connected client as a transport offers it. */
export interface ServerWire {
  /** Sends one message; a promise holds the sender of events back until the client has caught up. Throws once closed. */
  send(message: string | ArrayBufferLike | Blob | ArrayBufferView<ArrayBufferLike>): void | Promise<void>;
  /** Ends the connection from this side. */
  close(): void;
}

/** What a transport calls for its client. */
export interface AcceptedWire {
  receive(message: string | ArrayBuffer): void;
  /** Cancels everything that runs for this client. */
  closed(): void;
}

/** Any router on the context of calls; the product's own or a small one in tests. */
export type ServedRouter = ConstructorParameters<typeof RPCHandler<CallContext>>[0];

/** A stream that always has its next event ready sends so many before everything else gets its turn. */
const SENDS_PER_TURN = 64;

/** Speaks oRPC over any wire: message ports and WebSockets differ only in how they send and close. */
export class WireServer {
  readonly #serving: Serving<ServedRouter>;
  readonly #handler: RPCHandler<CallContext>;
  readonly #wires = new Set<ServerWire>();

  constructor(serving: Serving<ServedRouter>) {
    this.#serving = serving;
    this.#handler = new RPCHandler<CallContext>(serving.router, handlerOptions(serving));
  }

  /** Connected clients. */
  get size(): number {
    return this.#wires.size;
  }

  accept(wire: ServerWire, session: ClientSession): AcceptedWire {
    this.#wires.add(wire);
    const context = contextFor(this.#serving, session);
    // oRPC's handler asks for a browser's WebSocket; fed by hand it uses `send` alone, and awaits it.
    const socket = {
      send: paced((message: Parameters<ServerWire['send']>[0]) => wire.send(message)),
      addEventListener: () => undefined,
    };
    void wire.send(helloFrame(this.#serving.instanceId));
    return {
      receive: (message) => {
        this.#handler.message(socket, message, { context }).catch((error: unknown) => {
          if (!this.#wires.has(wire)) return;
          this.#serving.log.warn(
            { client: session.source, error: String(error) },
            'Message cannot be handled; connection closed',
          );
          wire.close();
        });
      },
      closed: () => {
        this.#wires.delete(wire);
        this.#handler.close(socket);
      },
    };
  }

  /** Ends every connection, for a stop in good order. */
  close(): void {
    for (const wire of this.#wires) wire.close();
  }
}

/** Lets the event loop turn between bunches, so that one busy stream does not hold up scans and other windows. */
function paced<M>(send: (message: M) => void | Promise<void>): (message: M) => void | Promise<void> {
  let sent = 0;
  let turn: Promise<void> | null = null;
  return (message) => {
    const held = send(message);
    sent += 1;
    if (held || sent < SENDS_PER_TURN) return held;
    turn ??= new Promise((resolve) =>
      setImmediate(() => {
        sent = 0;
        turn = null;
        resolve();
      }),
    );
    return turn;
  };
}
