import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { AppError } from '#shared/errors/app-error.ts';
import { createPathEvents } from '#main/devices/transports/path-events.ts';
import { sendInTurn } from '#main/devices/transports/send-in-turn.ts';
import type { SendOutcome, Transport, TransportAddress } from '#main/devices/transports/transport.ts';

export type TcpAddress = Extract<TransportAddress, { kind: 'tcp' }>;

export interface TcpTransportOptions {
  readonly connectTimeoutMs?: number;
  /** A write that makes no progress for this long counts as broken: a paused printer stops reading, a dead one too. */
  readonly stallTimeoutMs?: number;
}

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
  const events = createPathEvents();
  const queue = sendInTurn(sendNow);
  let socket: Socket | null = null;
  let isEnding = false;

  function attach(opened: Socket): void {
    opened.setNoDelay(true);
    opened.setKeepAlive(true, KEEPALIVE_AFTER_MS);
    // Read from the start: unread status bytes turn a later close into a reset that discards the job.
    opened.on('data', (bytes: Buffer) => events.received(new Uint8Array(bytes)));
    opened.on('error', (error) => events.finish({ byUs: false, detail: codeOf(error) }));
    opened.on('end', () => isEnding || events.finish({ byUs: false, detail: 'ended by the device' }));
    opened.on('close', () => events.finish({ byUs: isEnding, detail: 'closed' }));
  }

  async function open(signal?: AbortSignal): Promise<void> {
    if (socket || events.closed())
      throw new AppError('ERR_DEVICE_OFFLINE', { path: description, detail: 'transport used twice' });
    const timeoutMs = options.connectTimeoutMs ?? DEFAULT_CONNECT_TIMEOUT_MS;
    const connecting = connect({ host: address.host, port: address.port });
    socket = connecting;
    try {
      await connected(connecting, timeoutMs, signal);
    } catch (error) {
      connecting.on('error', () => undefined).destroy();
      events.finish({ byUs: true, detail: 'not connected' });
      throw error instanceof AppError ? error : openError(description, error);
    }
    attach(connecting);
  }

  async function sendNow(bytes: Uint8Array, onProgress?: (bytesSent: number) => void): Promise<SendOutcome> {
    for (let offset = 0; offset < bytes.length; offset += CHUNK_BYTES) {
      if (!socket || events.closed() || isEnding)
        return { ok: false, bytesSent: offset, detail: events.closed()?.detail ?? 'not open' };
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
        events.finish({ byUs: false, detail: `no progress for ${stallMs} ms` });
        // What is still buffered must not be printed later, after an operator has decided about this label.
        target.resetAndDestroy();
      }, stallMs);
      const stopClosed = events.onClosed((reason) => conclude(reason.detail));
      function conclude(failure: string | null): void {
        clearTimeout(timer);
        stopClosed();
        resolve(failure);
      }
      target.write(chunk, (error) => conclude(error ? codeOf(error) : null));
    });
  }

  async function close(graceMs = DEFAULT_CLOSE_GRACE_MS): Promise<void> {
    const target = socket;
    if (!target || target.destroyed || events.closed()) {
      target?.destroy();
      return events.finish({ byUs: true, detail: 'closed' });
    }
    await queue.settled();
    isEnding = true;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        events.finish({ byUs: true, detail: 'closed without waiting for the device' });
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
    send: queue.send,
    onData: events.onData,
    onClosed: events.onClosed,
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
