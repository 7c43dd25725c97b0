import { WebSocket } from 'ws';

/** A WebSocket on which each message is one JSON value. */
export interface JsonSocket {
  send(message: object): void;
  close(): void;
}

export interface JsonSocketOptions {
  readonly url: string;
  readonly connectTimeoutMs: number;
  readonly onMessage: (message: unknown) => void;
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
    socket.on('message', (data, isBinary) => {
      if (!isBinary) options.onMessage(parse(String(data)));
    });
    socket.on('open', () => {
      socket.on('close', () => options.onGone(detail));
      resolve({ send: (message) => socket.send(JSON.stringify(message)), close: () => socket.close() });
    });
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
