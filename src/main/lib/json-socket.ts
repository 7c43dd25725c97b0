import { WebSocket } from 'ws';
import type { RawData } from 'ws';
import { parseJson } from '#main/lib/http-json.ts';

/** A WebSocket on which each message is one JSON value, or bytes of a platform's own making. */
export interface JsonSocket {
  /** A text is JSON that is written already: the only way to send numbers that JavaScript cannot hold. */
  send(message: object | string | Uint8Array): void;
  /** Asks whether the other side is there; see `onPong`. */
  ping(): void;
  close(): void;
}

export interface JsonSocketOptions {
  readonly url: string;
  readonly connectTimeoutMs: number;
  /** Integers that a number cannot hold arrive as their digits; `text` is the message as it was sent. */
  readonly onMessage: (message: unknown, text: string) => void;
  /** Left out: binary messages are not heard. */
  readonly onBytes?: (bytes: Uint8Array) => void;
  readonly onPong?: () => void;
  /** Once, when an open socket is gone. */
  readonly onGone: (detail: string) => void;
}

const LONGEST_MESSAGE_BYTES = 8 * 1024 * 1024;

/** Rejects with the system's error, or after the timeout. What is not JSON is passed on as undefined. */
export function openJsonSocket(options: JsonSocketOptions): Promise<JsonSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(options.url, {
      handshakeTimeout: options.connectTimeoutMs,
      maxPayload: LONGEST_MESSAGE_BYTES,
    });
    let detail = 'closed by the other side';
    socket.on('error', (error) => {
      detail = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
      reject(new Error(detail));
    });
    socket.on('pong', () => options.onPong?.());
    socket.on('message', (data, isBinary) => {
      if (isBinary) return options.onBytes?.(bytesOf(data));
      const text = String(data);
      options.onMessage(parseJson(text), text);
    });
    socket.on('open', () => {
      socket.on('close', () => options.onGone(detail));
      resolve({
        send: (message) =>
          socket.send(typeof message === 'string' || message instanceof Uint8Array ? message : JSON.stringify(message)),
        ping: () => socket.ping(),
        close: () => socket.close(),
      });
    });
  });
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
