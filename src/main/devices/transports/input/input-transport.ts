import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { readDeviceNode, watchDeviceNode } from '#main/devices/transports/device-node.ts';
import { findInputDevice, inputName } from '#main/devices/transports/input/find-input-device.ts';
import type { InputDevice, InputSystem } from '#main/devices/transports/input/input-system.ts';
import { messageOf } from '#main/devices/transports/message-of.ts';
import { createPathEvents } from '#main/devices/transports/path-events.ts';
import type { Transport } from '#main/devices/transports/transport.ts';
import type { InputAddress } from '#shared/contract/input-address.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

/** The kernel keeps 64 events of a device. A report is at most three of them, and full-speed USB brings one in a millisecond. */
const READ_EVERY_MS = 8;
const BUFFER_BYTES = 64 * 24;

const CODE_OF: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'ERR_DEVICE_PORT_MISSING',
  ENODEV: 'ERR_DEVICE_PORT_MISSING',
  ENXIO: 'ERR_DEVICE_PORT_MISSING',
  EACCES: 'ERR_DEVICE_INPUT_PERMISSION',
  EPERM: 'ERR_DEVICE_INPUT_PERMISSION',
};

/**
 * A keyboard of Linux as a {@link Transport}: bytes are `input_event` records, and nobody else gets them. Found anew at each
 * open. Opened without blocking and read by polling: a read that waits in the kernel holds a thread of the pool and keeps the
 * program from ending.
 */
export function createInputTransport(address: InputAddress, system: InputSystem): Transport {
  const name = inputName(address);
  const events = createPathEvents();
  let handle: FileHandle | null = null;
  let reading: Promise<unknown> = Promise.resolve();
  let stopWatching: () => void = () => undefined;

  async function openNode(): Promise<void> {
    if (handle || events.closed())
      throw new AppError('ERR_DEVICE_OFFLINE', { device: name, detail: 'transport used twice' });
    const device = findInputDevice(await system.list(), address);
    if (!device) throw new AppError('ERR_DEVICE_PORT_MISSING', { path: name });
    const node = await readDeviceNode(device.path);
    handle = await openForReading(device);
    try {
      if (!(await system.grab(handle.fd)))
        throw new AppError('ERR_DEVICE_PORT_BUSY', { path: name, cause: 'held', detail: device.path });
    } catch (error) {
      events.finish({ byUs: true, detail: 'not opened' });
      await handle.close();
      handle = null;
      if (error instanceof AppError) throw error;
      throw new AppError('ERR_DEVICE_OFFLINE', { device: name, detail: messageOf(error) }, { cause: error });
    }
    stopWatching = watchDeviceNode(device.path, node, () => lose('device unplugged'));
    reading = readOn(handle);
  }

  async function readOn(opened: FileHandle): Promise<void> {
    const buffer = Buffer.alloc(BUFFER_BYTES);
    while (!events.closed()) {
      try {
        const { bytesRead } = await opened.read(buffer, 0, buffer.length, null);
        if (bytesRead > 0) events.received(new Uint8Array(buffer.subarray(0, bytesRead)));
        else await after(READ_EVERY_MS);
      } catch (error) {
        const code = codeOf(error);
        if (code !== 'EAGAIN') lose(code);
        else await after(READ_EVERY_MS);
      }
    }
    // Lost or closed: what was taken is given back at once.
    await opened.close().catch(() => undefined);
  }

  function lose(detail: string): void {
    stopWatching();
    events.finish({ byUs: false, detail });
  }

  return {
    description: `input ${name}`,
    open: openNode,
    // Nothing is ever said to a keyboard.
    send: () => Promise.resolve({ ok: false, bytesSent: 0, detail: 'read only' }),
    onData: events.onData,
    onClosed: events.onClosed,
    async close() {
      stopWatching();
      events.finish({ byUs: true, detail: 'closed' });
      await reading;
    },
  };
}

async function openForReading({ path }: InputDevice): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const detail = codeOf(error);
    throw new AppError(CODE_OF[detail] ?? 'ERR_DEVICE_OFFLINE', { device: path, path, detail }, { cause: error });
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : messageOf(error);
}
