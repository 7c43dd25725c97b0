import { SerialPort } from 'serialport';
import { AppError } from '#shared/errors/app-error.ts';
import { serialOpenError } from '#main/devices/transports/serial-open-error.ts';
import { readDeviceNode, watchDeviceNode } from '#main/devices/transports/device-node.ts';
import { createPathEvents } from '#main/devices/transports/path-events.ts';
import type { ClosedReason } from '#main/devices/transports/path-events.ts';
import { sendInTurn } from '#main/devices/transports/send-in-turn.ts';
import type { SendOutcome, Transport, TransportAddress } from '#main/devices/transports/transport.ts';

export type SerialAddress = Extract<TransportAddress, { kind: 'serial' }>;

export interface SerialTransportOptions {
  /** A write that makes no progress for this long counts as broken: a paused printer holds the line, a dead one too. */
  readonly stallTimeoutMs?: number;
  /** Remarks for the log, e.g. that the port has no modem lines. */
  readonly onNote?: (note: string) => void;
}

const DEFAULT_STALL_TIMEOUT_MS = 30_000;

/** Small enough that a break is located to about 90 ms at 115,200 baud and 1 s at 9,600 baud. */
const CHUNK_BYTES = 1_024;

/**
 * A serial line as a {@link Transport}. One object per connection: a closed `SerialPort` keeps writes silently and sends them
 * on its next open, so this never opens twice (reference devices.md, hard rule 3 and section 8.2).
 * The port is locked while open; its device node is watched because the close event of an unplug can fail to come.
 */
export function createSerialTransport(address: SerialAddress, options: SerialTransportOptions = {}): Transport {
  const note = options.onNote ?? (() => undefined);
  const events = createPathEvents();
  const queue = sendInTurn(sendNow);
  const port = new SerialPort({
    path: address.path,
    baudRate: address.baudRate,
    dataBits: address.dataBits,
    parity: address.parity,
    stopBits: address.stopBits,
    rtscts: address.flow === 'rtscts',
    xon: address.flow === 'xonxoff',
    xoff: address.flow === 'xonxoff',
    lock: true,
    autoOpen: false,
  });
  let wasOpened = false;
  let stopWatching: () => void = () => undefined;

  // A port that nobody reads does not notice an unplug, so reading starts with the connection and not with the first listener.
  port.on('data', (bytes: Buffer) => events.received(new Uint8Array(bytes)));
  port.on('error', (error) => finish({ byUs: false, detail: error.message }));
  port.on('close', (error: Error | null) => finish({ byUs: false, detail: error?.message ?? 'port closed' }));

  function finish(reason: ClosedReason): void {
    stopWatching();
    // Also stops the read loop that spins on a device node whose other side is gone.
    if (port.isOpen) port.close(() => undefined);
    events.finish(reason);
  }

  async function open(signal?: AbortSignal): Promise<void> {
    if (wasOpened) throw new AppError('ERR_DEVICE_OFFLINE', { path: address.path, detail: 'transport used twice' });
    wasOpened = true;
    if (signal?.aborted) throw abortedError(address.path);
    try {
      await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())));
    } catch (error) {
      throw serialOpenError(address.path, error);
    }
    if (signal?.aborted) {
      finish({ byUs: true, detail: 'aborted' });
      throw abortedError(address.path);
    }
    const node = await readDeviceNode(address.path);
    if (node === 'missing') finish({ byUs: false, detail: 'device unplugged' });
    const closed = events.closed();
    if (closed) throw new AppError('ERR_DEVICE_OFFLINE', { path: address.path, detail: closed.detail });
    stopWatching = watchDeviceNode(address.path, node, () => finish({ byUs: false, detail: 'device unplugged' }));
    raiseModemLines();
  }

  /** Many scales and scanners stay mute until DTR is up. Pseudo-terminals and some USB ports have no such lines [V]. */
  function raiseModemLines(): void {
    const lines = address.flow === 'rtscts' ? { dtr: true } : { dtr: true, rts: true };
    port.set(lines, (error) => {
      if (error) note(`${address.path}: modem lines not set (${error.message})`);
    });
  }

  async function sendNow(bytes: Uint8Array, onProgress?: (bytesSent: number) => void): Promise<SendOutcome> {
    for (let offset = 0; offset < bytes.length; offset += CHUNK_BYTES) {
      const end = Math.min(offset + CHUNK_BYTES, bytes.length);
      // Checked here because a write to a closed port is kept, not refused.
      if (events.closed() || !port.isOpen)
        return { ok: false, bytesSent: offset, detail: events.closed()?.detail ?? 'port not open' };
      const failure = await settle((written) => port.write(Buffer.from(bytes.subarray(offset, end)), written));
      // How much of the broken portion left is unknown; "may have left" is what the operator must be asked about.
      if (failure !== null) return { ok: false, bytesSent: end, detail: failure };
      onProgress?.(end);
    }
    // No drain: it says no more than the writes did, and blocks a thread of the pool while the device holds the line.
    return { ok: true, bytesSent: bytes.length };
  }

  /** Waits for a callback of the port, its end, or the stall timeout; null when all went well. */
  function settle(start: (done: (error: Error | null | undefined) => void) => void): Promise<string | null> {
    return new Promise((resolve) => {
      const stallMs = options.stallTimeoutMs ?? DEFAULT_STALL_TIMEOUT_MS;
      const timer = setTimeout(() => finish({ byUs: false, detail: `no progress for ${stallMs} ms` }), stallMs);
      const stopClosed = events.onClosed((reason) => conclude(reason.detail));
      function conclude(failure: string | null): void {
        clearTimeout(timer);
        stopClosed();
        resolve(failure);
      }
      start((error) => conclude(error ? error.message : null));
    });
  }

  async function close(graceMs = 1_000): Promise<void> {
    if (events.closed() || !port.isOpen) return finish({ byUs: true, detail: 'closed' });
    const flushed = queue.settled().then(() => settle((drained) => port.drain(drained)));
    await Promise.race([flushed, timeout(graceMs)]);
    finish({ byUs: true, detail: 'closed' });
    await portClosed(port);
  }

  return {
    description: `serial ${address.path} ${address.baudRate} ${address.dataBits}${address.parity[0]?.toUpperCase()}${address.stopBits}`,
    open,
    send: queue.send,
    onData: events.onData,
    onClosed: events.onClosed,
    close,
  };
}

function abortedError(path: string): AppError {
  return new AppError('ERR_DEVICE_TIMEOUT', { path, detail: 'aborted' });
}

function timeout(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

/** Resolves when the file descriptor is really given back, so that the next open does not meet our own lock. */
function portClosed(port: SerialPort): Promise<void> {
  return new Promise((resolve) => {
    if (!port.isOpen && !port.closing) resolve();
    else port.once('close', () => resolve());
  });
}
