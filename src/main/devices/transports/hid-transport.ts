import { AppError } from '#shared/errors/app-error.ts';
import { findHidDevice, hidName } from '#main/devices/transports/find-hid-device.ts';
import type { HidAddress } from '#main/devices/transports/find-hid-device.ts';
import type { HidPort, HidSystem } from '#main/devices/transports/hid-system.ts';
import { messageOf } from '#main/devices/transports/message-of.ts';
import { createPathEvents } from '#main/devices/transports/path-events.ts';
import type { SendOutcome, Transport } from '#main/devices/transports/transport.ts';

/** One USB HID device as a {@link Transport}; every portion of data is one whole input report. Found anew at each open, by its ids. */
export function createHidTransport(address: HidAddress, system: HidSystem): Transport {
  const name = hidName(address);
  const events = createPathEvents();
  let port: HidPort | null = null;

  async function open(signal?: AbortSignal): Promise<void> {
    if (port || events.closed())
      throw new AppError('ERR_DEVICE_OFFLINE', { device: name, detail: 'transport used twice' });
    const device = findHidDevice(await system.list(), address);
    if (!device) throw new AppError('ERR_DEVICE_PORT_MISSING', { path: name });
    const opened = await system.open(device.path).catch((error: unknown) => {
      throw hidOpenError(name, device.path, error);
    });
    if (signal?.aborted) {
      await opened.close();
      events.finish({ byUs: true, detail: 'aborted' });
      throw new AppError('ERR_DEVICE_TIMEOUT', { path: name, detail: 'aborted' });
    }
    port = opened;
    opened.onReport((report) => events.received(report));
    opened.onError((error) => {
      events.finish({ byUs: false, detail: error.message });
      // What is gone may refuse to be closed; there is nobody left to tell.
      void opened.close().catch(() => undefined);
    });
  }

  async function send(bytes: Uint8Array): Promise<SendOutcome> {
    if (!port || events.closed()) return { ok: false, bytesSent: 0, detail: events.closed()?.detail ?? 'not open' };
    try {
      await port.write(bytes);
      return { ok: true, bytesSent: bytes.length };
    } catch (error) {
      // The report may have left before the error came.
      return { ok: false, bytesSent: bytes.length, detail: messageOf(error) };
    }
  }

  return {
    description: `hid ${name}`,
    open,
    send,
    onData: events.onData,
    onClosed: events.onClosed,
    async close() {
      const wasOpen = port !== null && events.closed() === null;
      events.finish({ byUs: true, detail: 'closed' });
      if (wasOpen) await port?.close();
    },
  };
}

/**
 * hidapi says in words why a device does not open. On Linux the usual cause is that /dev/hidraw* belongs to root until a udev
 * rule says otherwise; on Windows and macOS that another program holds it.
 */
function hidOpenError(name: string, path: string, error: unknown): AppError {
  const detail = messageOf(error);
  if (/permission denied|eacces|access is denied|not permitted|privilege/i.test(detail))
    return new AppError('ERR_DEVICE_HID_PERMISSION', { device: name, path, detail }, { cause: error });
  if (/no such (?:file|device)|not found|enoent|enodev/i.test(detail))
    return new AppError('ERR_DEVICE_PORT_MISSING', { path: name, detail }, { cause: error });
  if (/busy|exclusive|in use/i.test(detail))
    return new AppError('ERR_DEVICE_PORT_BUSY', { path: name, cause: 'held', detail }, { cause: error });
  return new AppError('ERR_DEVICE_OFFLINE', { device: name, detail }, { cause: error });
}
