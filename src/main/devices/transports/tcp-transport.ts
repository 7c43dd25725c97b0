import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { AppError } from '#shared/errors/app-error.ts';
import type { SendOutcome, Transport, TransportAddress } from '#main/devices/transports/transport.ts';

export type TcpAddress = Extract<TransportAddress, { kind: 'tcp' }>;

export interface TcpTransportOptions {
  readonly connectTimeoutMs?: number;
  /** A write that makes no progress for this long counts as broken: a paused printer stops reading, a dead one too. */
  readonly stallTimeoutMs?: number;
}

type ClosedReason = Parameters<Parameters<Transport['onClosed']>[0]>[0];

const DEFAULT_CONNECT_TIMEOUT_MS = 3_000;
const DEFAULT_STALL_TIMEOUT_MS = 30_000;
const DEFAULT_CLOSE_GRACE_MS = 2_000;
const KEEPALIVE_AFTER_MS = 5_000;

/** Small enough that progress shows and a break is located, large enough to cost nothing. */
const CHUNK_BYTES = 16_384;

/**
 * Raw TCP ("port 9100") as a {@link Transport}. Ends with a half-close and reads on until the printer closes too: a socket
 * destroyed after its last write loses what the printer has not read yet (reference devices.md, hard rule 4).
 * "Sent" means handed to the system, whose buffers hold megabytes; only the printer's state says more.
 */
export function createTcpTransport(address: TcpAddress, options: TcpTransportOptions = {}): Transport {
  const description = `tcp ${address.host}:${address.port}`;
  const stallMs = options.stallTimeoutMs ?? DEFAULT_STALL_TIMEOUT_MS;
  const dataListeners = new Set<(bytes: Uint8Array) => void>();
  const closedListeners = new Set<(reason: ClosedReason) => void>();
  let socket: Socket | null = null;
  let sending: Promise<unknown> = Promise.resolve();
  let isEnding = false;
  let closed: ClosedReason | null = null;

  function finish(reason: ClosedReason): void {
    if (closed) return;
    closed = reason;
    for (const listener of closedListeners) listener(reason);
    closedListeners.clear();
    dataListeners.clear();
  }

  function attach(opened: Socket): void {
    opened.setNoDelay(true);
    opened.setKeepAlive(true, KEEPALIVE_AFTER_MS);
    // Read from the start: unread status bytes turn a later close into a reset that discards the job.
    opened.on('data', (bytes: Buffer) => {
      for (const listener of dataListeners) listener(new Uint8Array(bytes));
    });
    opened.on('error', (error) => finish({ byUs: false, detail: codeOf(error) }));
    opened.on('end', () => isEnding || finish({ byUs: false, detail: 'ended by the device' }));
    opened.on('close', () => finish({ byUs: isEnding, detail: 'closed' }));
  }

  async function open(signal?: AbortSignal): Promise<void> {
    if (socket || closed)
      throw new AppError('ERR_DEVICE_OFFLINE', { path: description, detail: 'transport used twice' });
    const timeoutMs = options.connectTimeoutMs ?? DEFAULT_CONNECT_TIMEOUT_MS;
    const connecting = connect({ host: address.host, port: address.port });
    socket = connecting;
    try {
      await connected(connecting, timeoutMs, signal);
    } catch (error) {
      connecting.on('error', () => undefined).destroy();
      finish({ byUs: true, detail: 'not connected' });
      throw error instanceof AppError ? error : openError(description, error);
    }
    attach(connecting);
  }

  /** One after the other: a question in the middle of a label would become part of its picture. */
  function send(bytes: Uint8Array, onProgress?: (bytesSent: number) => void): Promise<SendOutcome> {
    const outcome = sending.then(() => sendNow(bytes, onProgress));
    sending = outcome;
    return outcome;
  }

  async function sendNow(bytes: Uint8Array, onProgress?: (bytesSent: number) => void): Promise<SendOutcome> {
    for (let offset = 0; offset < bytes.length; offset += CHUNK_BYTES) {
      if (!socket || closed || isEnding) return { ok: false, bytesSent: offset, detail: closed?.detail ?? 'not open' };
      const end = Math.min(offset + CHUNK_BYTES, bytes.length);
      const failure = await writeChunk(socket, bytes.subarray(offset, end));
      // How much of the broken portion left is unknown; "may have left" is what the operator must be asked about.
      if (failure !== null) return { ok: false, bytesSent: end, detail: failure };
      onProgress?.(end);
    }
    return { ok: true, bytesSent: bytes.length };
  }

  /** Waits until the system took the bytes, the end of the connection, or the stall timeout; null when all went well. */
  function writeChunk(target: Socket, chunk: Uint8Array): Promise<string | null> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        finish({ byUs: false, detail: `no progress for ${stallMs} ms` });
        // What is still buffered must not be printed later, after an operator has decided about this label.
        target.resetAndDestroy();
      }, stallMs);
      const onEnd = (reason: ClosedReason): void => conclude(reason.detail);
      function conclude(failure: string | null): void {
        clearTimeout(timer);
        closedListeners.delete(onEnd);
        resolve(failure);
      }
      closedListeners.add(onEnd);
      target.write(chunk, (error) => conclude(error ? codeOf(error) : null));
    });
  }

  async function close(graceMs = DEFAULT_CLOSE_GRACE_MS): Promise<void> {
    const target = socket;
    if (!target || target.destroyed || closed) {
      target?.destroy();
      return finish({ byUs: true, detail: 'closed' });
    }
    await sending;
    isEnding = true;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        finish({ byUs: true, detail: 'closed without waiting for the device' });
        target.destroy();
      }, graceMs);
      target.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
      target.end();
    });
  }

  return {
    description,
    open,
    send,
    onData(listener) {
      dataListeners.add(listener);
      return () => dataListeners.delete(listener);
    },
    onClosed(listener) {
      closedListeners.add(listener);
      return () => closedListeners.delete(listener);
    },
    close,
  };
}

function connected(socket: Socket, timeoutMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (detail: string): void => conclude(() => reject(new AppError('ERR_DEVICE_TIMEOUT', { detail })));
    const onAbort = (): void => fail('aborted');
    const timer = setTimeout(() => fail(`no connection within ${timeoutMs} ms`), timeoutMs);
    const onConnect = (): void => conclude(resolve);
    const onError = (error: Error): void => conclude(() => reject(error));
    function conclude(settle: () => void): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      socket.off('connect', onConnect).off('error', onError);
      settle();
    }
    socket.once('connect', onConnect).once('error', onError);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
  });
}

function openError(description: string, error: unknown): AppError {
  return new AppError('ERR_DEVICE_OFFLINE', { path: description, detail: codeOf(error) }, { cause: error });
}

/** `ECONNRESET` and the like. An error of several addresses tried at once carries its code on the first of them. */
function codeOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  if (first instanceof Error) return 'code' in first && typeof first.code === 'string' ? first.code : first.message;
  return String(first);
}
