import type { ClientWire } from '#renderer/rpc/client-wire.ts';
import { TAKEN_EVERY, takenFrame } from '#shared/contract/wire-frames.ts';

const OPEN = 1;
const CLOSED = 3;

/** The part of a message port that a window uses. */
export interface PagePort {
  postMessage(message: unknown): void;
  addEventListener(type: 'message' | 'close', listener: (event: Event) => void): void;
  start(): void;
  close(): void;
}

/**
 * A message port as a wire. A port queues without end and never says so, hence every {@link TAKEN_EVERY} messages the
 * backend is told how many were taken in; it holds events back from a window that hangs.
 */
export class PortWire extends EventTarget implements ClientWire {
  readonly #port: PagePort;
  #open = true;
  #taken = 0;

  constructor(port: PagePort) {
    super();
    this.#port = port;
  }

  get readyState(): WebSocket['readyState'] {
    return this.#open ? OPEN : CLOSED;
  }

  /** Starts delivery; call after the first listener stands. */
  start(): void {
    this.#port.addEventListener('message', (event) => 'data' in event && this.#receive(event.data));
    this.#port.addEventListener('close', () => this.close());
    this.#port.start();
  }

  send(data: string | ArrayBufferLike | Blob | ArrayBufferView<ArrayBufferLike>): void {
    this.#port.postMessage(data);
  }

  /** Also called when the host reports that the backend is gone. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#port.close();
    this.dispatchEvent(new Event('close'));
  }

  #receive(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
    this.#taken += 1;
    if (this.#taken < TAKEN_EVERY) return;
    this.#port.postMessage(takenFrame(this.#taken));
    this.#taken = 0;
  }
}
