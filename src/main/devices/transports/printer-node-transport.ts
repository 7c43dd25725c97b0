import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { portStatusOf } from '#main/devices/printers/port-status.ts';
import { readDeviceNode, watchDeviceNode } from '#main/devices/transports/device-node.ts';
import { createPathEvents } from '#main/devices/transports/path-events.ts';
import { readNodeStatus } from '#main/devices/transports/printer-node-status.ts';
import { createReadPace } from '#main/devices/transports/read-pace.ts';
import { sendInTurn } from '#main/devices/transports/send-in-turn.ts';
import type { SendOutcome, Transport } from '#main/devices/transports/transport.ts';
import type { PrinterNodeAddress } from '#shared/contract/printer-address.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

export interface PrinterNodeOptions {
  /** A write that makes no progress for this long counts as broken. */
  readonly stallTimeoutMs?: number;
}

const DEFAULT_STALL_TIMEOUT_MS = 30_000;
const CHUNK_BYTES = 8_192;
const FULL_RETRY_MS = 5;

const CODE_OF: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'ERR_DEVICE_PORT_MISSING',
  ENODEV: 'ERR_DEVICE_PORT_MISSING',
  ENXIO: 'ERR_DEVICE_PORT_MISSING',
  EBUSY: 'ERR_DEVICE_PORT_BUSY',
  EACCES: 'ERR_DEVICE_PORT_BUSY',
  EPERM: 'ERR_DEVICE_PORT_BUSY',
};

/**
 * The node that Linux makes for a USB printer (`/dev/usb/lp0`). Opened without blocking and read by polling: a read that waits
 * in the kernel holds a thread of the pool and keeps the program from ending. One program at a time may have it open.
 */
export function createPrinterNodeTransport({ path }: PrinterNodeAddress, options: PrinterNodeOptions = {}): Transport {
  const stallMs = options.stallTimeoutMs ?? DEFAULT_STALL_TIMEOUT_MS;
  const events = createPathEvents();
  const queue = sendInTurn(sendNow);
  const pace = createReadPace(systemTimers);
  let handle: FileHandle | null = null;
  let reading: Promise<unknown> = Promise.resolve();
  let stopWatching: () => void = () => undefined;

  async function openNode(): Promise<void> {
    if (handle || events.closed()) throw new AppError('ERR_DEVICE_OFFLINE', { path, detail: 'transport used twice' });
    const node = await readDeviceNode(path);
    try {
      handle = await open(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
    } catch (error) {
      events.finish({ byUs: true, detail: 'not opened' });
      const detail = codeOf(error);
      throw new AppError(CODE_OF[detail] ?? 'ERR_DEVICE_OFFLINE', { path, detail }, { cause: error });
    }
    stopWatching = watchDeviceNode(path, node, () => lose('device unplugged'));
    reading = readOn(handle);
  }

  async function readOn(opened: FileHandle): Promise<void> {
    const buffer = Buffer.alloc(4_096);
    while (!events.closed()) {
      try {
        const { bytesRead } = await opened.read(buffer, 0, buffer.length, null);
        if (bytesRead > 0) {
          pace.wake();
          events.received(new Uint8Array(buffer.subarray(0, bytesRead)));
        } else await pace.rest();
      } catch (error) {
        if (codeOf(error) !== 'EAGAIN') return lose(codeOf(error));
        await pace.rest();
      }
    }
  }

  function lose(detail: string): void {
    stopWatching();
    events.finish({ byUs: false, detail });
  }

  async function sendNow(bytes: Uint8Array, onProgress?: (bytesSent: number) => void): Promise<SendOutcome> {
    let offset = 0;
    let isTaken = false;
    let movedAtMs = performance.now();
    // The round after the last byte writes nothing: see isTaken.
    while (!isTaken) {
      if (!handle || events.closed())
        return { ok: false, bytesSent: offset, detail: events.closed()?.detail ?? 'not open' };
      const end = Math.min(offset + CHUNK_BYTES, bytes.length);
      try {
        const { bytesWritten } = await handle.write(bytes, offset, end - offset, null);
        // The kernel's printer driver says "written" when a transfer has only begun, and a close breaks it off: the last bytes
        // would be lost to a slow printer. An empty write is let through when the transfer before it has ended.
        isTaken = offset === bytes.length;
        offset += bytesWritten;
        movedAtMs = performance.now();
        pace.wake();
        if (bytesWritten > 0) onProgress?.(offset);
      } catch (error) {
        const detail = codeOf(error);
        if (detail !== 'EAGAIN') {
          lose(detail);
          // How much of the broken portion left is unknown; "may have left" is what the operator must be asked about.
          return { ok: false, bytesSent: end, detail };
        }
        if (performance.now() - movedAtMs >= stallMs) {
          lose(`no progress for ${stallMs} ms`);
          return { ok: false, bytesSent: offset, detail: `no progress for ${stallMs} ms` };
        }
        await after(FULL_RETRY_MS);
      }
    }
    return { ok: true, bytesSent: bytes.length };
  }

  return {
    description: `printer ${path}`,
    open: openNode,
    send: queue.send,
    onData: events.onData,
    onClosed: events.onClosed,
    async portStatus() {
      const byte = handle && !events.closed() ? await readNodeStatus(handle.fd) : null;
      return byte === null ? null : portStatusOf(byte);
    },
    async close() {
      if (!events.closed()) await queue.settled();
      stopWatching();
      events.finish({ byUs: true, detail: 'closed' });
      pace.wake();
      await reading;
      await handle?.close().catch(() => undefined);
      handle = null;
    },
  };
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
