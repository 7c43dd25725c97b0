import { portStatusOf } from '#main/devices/printers/port-status.ts';
import { hexId } from '#main/devices/transports/find-hid-device.ts';
import { messageOf } from '#main/devices/transports/message-of.ts';
import { createPathEvents } from '#main/devices/transports/path-events.ts';
import { createReadPace } from '#main/devices/transports/read-pace.ts';
import { sendInTurn } from '#main/devices/transports/send-in-turn.ts';
import { findPrinterInterface, listUsbDevices } from '#main/devices/transports/usb/usb-system.ts';
import type {
  ListUsbDevices,
  PrinterInterface,
  UsbPrinterDevice,
  UsbSetup,
} from '#main/devices/transports/usb/usb-system.ts';
import type { SendOutcome, Transport } from '#main/devices/transports/transport.ts';
import type { UsbAddress } from '#shared/contract/printer-address.ts';
import { systemTimers } from '#main/lib/timers.ts';
import type { Timers } from '#main/lib/timers.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

export interface UsbTransportOptions {
  readonly listDevices?: ListUsbDevices;
  /** A chunk that is not taken within this time counts as broken: a printer without paper stops taking. */
  readonly stallTimeoutMs?: number;
  readonly timers?: Timers;
}

const DEFAULT_STALL_TIMEOUT_MS = 30_000;
const CHUNK_BYTES = 8_192;
const READ_BYTES = 4_096;
const READ_TIMEOUT_MS = 200;
const CONTROL_TIMEOUT_MS = 2_000;

const GET_PORT_STATUS = 1;
const SOFT_RESET = 2;

/** Words of the systems in which the package tells why; it has no codes of its own. */
const CAUSES: readonly (readonly [pattern: RegExp, code: ErrorCode, cause: string])[] = [
  [/busy|os error 16/i, 'ERR_DEVICE_PORT_BUSY', 'held'],
  [/permission|access|os error 13/i, 'ERR_DEVICE_PORT_BUSY', 'permission'],
  [/no such device|disconnected|not found|os error 19/i, 'ERR_DEVICE_PORT_MISSING', 'missing'],
];

/**
 * A printer of the USB printer class, without a driver (devices.md section 8.3), on Linux and macOS. The kernel's own driver is
 * put aside while the connection lasts and gets the printer back afterwards.
 */
export function createUsbTransport(address: UsbAddress, options: UsbTransportOptions = {}): Transport {
  const path = `usb ${address.vendorId}:${address.productId}${address.serialNumber ? ` ${address.serialNumber}` : ''}`;
  const stallMs = options.stallTimeoutMs ?? DEFAULT_STALL_TIMEOUT_MS;
  const events = createPathEvents();
  const queue = sendInTurn(sendNow);
  let opened: { readonly device: UsbPrinterDevice; readonly port: PrinterInterface } | null = null;
  let hadKernelDriver = false;
  const pace = createReadPace(options.timers ?? systemTimers);
  let reading: Promise<unknown> = Promise.resolve();

  async function open(): Promise<void> {
    if (opened || events.closed()) throw new AppError('ERR_DEVICE_OFFLINE', { path, detail: 'transport used twice' });
    try {
      const device = (await (options.listDevices ?? listUsbDevices)()).find((candidate) => isAt(address, candidate));
      const port = device && findPrinterInterface(device);
      if (!device) throw new AppError('ERR_DEVICE_PORT_MISSING', { path, detail: 'not plugged in' });
      if (!port) throw new AppError('ERR_DEVICE_PROTOCOL', { path, detail: 'not of the USB printer class' });
      await device.open();
      hadKernelDriver = await device.detachKernelDriver(port.interfaceNumber).then(
        () => true,
        () => false,
      );
      await device.claimInterface(port.interfaceNumber);
      if (port.alternateSetting !== 0)
        await device.selectAlternateInterface(port.interfaceNumber, port.alternateSetting);
      opened = { device, port };
      if (port.inEndpoint !== null) reading = readOn(device, port.inEndpoint);
    } catch (error) {
      events.finish({ byUs: true, detail: 'not opened' });
      throw error instanceof AppError ? error : openError(path, error);
    }
  }

  /** An empty packet is how a printer says "nothing more", and so is a timeout; neither is an answer. */
  async function readOn(device: UsbPrinterDevice, endpoint: number): Promise<void> {
    while (!events.closed()) {
      try {
        const bytes = await device.nativeTransferIn(endpoint, READ_TIMEOUT_MS, READ_BYTES);
        if (bytes && bytes.length > 0) {
          pace.wake();
          events.received(new Uint8Array(bytes));
        } else await pace.rest();
      } catch (error) {
        if (!isTimeout(error)) return events.finish({ byUs: false, detail: messageOf(error) });
      }
    }
  }

  async function sendNow(bytes: Uint8Array, onProgress?: (bytesSent: number) => void): Promise<SendOutcome> {
    let offset = 0;
    // Nothing is sent for nothing: some printers take an empty packet for the end of a job.
    while (offset < bytes.length) {
      if (!opened || events.closed())
        return { ok: false, bytesSent: offset, detail: events.closed()?.detail ?? 'not open' };
      const { device, port } = opened;
      const end = Math.min(offset + CHUNK_BYTES, bytes.length);
      try {
        offset += await device.nativeTransferOut(port.outEndpoint, stallMs, bytes.subarray(offset, end));
        pace.wake();
        onProgress?.(offset);
      } catch (error) {
        const detail = isTimeout(error) ? `no progress for ${stallMs} ms` : messageOf(error);
        // What the printer holds of it must not come out later, after an operator has decided about this label.
        await device.nativeControlTransferOut(classRequest(SOFT_RESET, port), CONTROL_TIMEOUT_MS).catch(() => 0);
        events.finish({ byUs: false, detail });
        // How much of the broken portion left is unknown; "may have left" is what the operator must be asked about.
        return { ok: false, bytesSent: end, detail };
      }
    }
    return { ok: true, bytesSent: bytes.length };
  }

  return {
    description: path,
    open,
    send: queue.send,
    onData: events.onData,
    onClosed: events.onClosed,
    async portStatus() {
      if (!opened || events.closed()) return null;
      const { device, port } = opened;
      const answer = await device
        .nativeControlTransferIn(classRequest(GET_PORT_STATUS, port), CONTROL_TIMEOUT_MS, 1)
        .catch(() => null);
      const byte = answer?.[0];
      return byte === undefined ? null : portStatusOf(byte);
    },
    async close() {
      if (!events.closed()) await queue.settled();
      events.finish({ byUs: true, detail: 'closed' });
      pace.wake();
      await reading;
      if (!opened) return;
      const { device, port } = opened;
      opened = null;
      await device.releaseInterface(port.interfaceNumber).catch(() => undefined);
      if (hadKernelDriver) await device.attachKernelDriver(port.interfaceNumber).catch(() => undefined);
      await device.close().catch(() => undefined);
    },
  };
}

function isAt(address: UsbAddress, device: UsbPrinterDevice): boolean {
  const isSame = hexId(device.vendorId) === address.vendorId && hexId(device.productId) === address.productId;
  return isSame && (address.serialNumber === null || device.serialNumber === address.serialNumber);
}

function classRequest(request: number, { interfaceNumber }: PrinterInterface): UsbSetup {
  return { requestType: 'class', recipient: 'interface', request, value: 0, index: interfaceNumber };
}

function isTimeout(error: unknown): boolean {
  return /time(d )?.?out|cancel/i.test(messageOf(error));
}

function openError(path: string, error: unknown): AppError {
  const detail = messageOf(error);
  const [, code, cause] = CAUSES.find(([pattern]) => pattern.test(detail)) ?? [
    null,
    'ERR_DEVICE_OFFLINE' as const,
    'other',
  ];
  return new AppError(code, { path, cause, detail }, { cause: error });
}
