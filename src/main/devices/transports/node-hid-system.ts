import { AppError } from '#shared/errors/app-error.ts';
import type { HidPort, HidSystem } from '#main/devices/transports/hid-system.ts';

/** What of the package is used; its own types say more than is true on every system. */
export interface NodeHid {
  devicesAsync(): Promise<
    {
      path?: string | undefined;
      vendorId: number;
      productId: number;
      serialNumber?: string | undefined;
      manufacturer?: string | undefined;
      product?: string | undefined;
      usagePage?: number | undefined;
    }[]
  >;
  readonly HIDAsync: { open(path: string): Promise<NodeHidDevice> };
  getHidapiVersion(): string;
}

export interface NodeHidDevice {
  on(event: 'data', listener: (report: Buffer) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  write(report: Buffer): Promise<number>;
  close(): Promise<void>;
}

/**
 * Loads node-hid, which is done late: its Linux build needs libusb-1.0 beside udev, and a PC without it must still start.
 * @throws AppError ERR_DEVICE_HID_UNAVAILABLE with the loader's words
 */
export async function loadNodeHid(load: () => Promise<NodeHid> = importNodeHid): Promise<NodeHid> {
  try {
    const hid = await load();
    // The package itself loads its native part at the first call only.
    hid.getHidapiVersion();
    return hid;
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new AppError('ERR_DEVICE_HID_UNAVAILABLE', { detail }, { cause: error });
  }
}

async function importNodeHid(): Promise<NodeHid> {
  return (await import('node-hid')).default;
}

/** HID devices through node-hid: hidraw on Linux, the system's own interface on Windows and macOS. */
export function createNodeHidSystem(load?: () => Promise<NodeHid>): HidSystem {
  return {
    async list() {
      const hid = await loadNodeHid(load);
      return (await hid.devicesAsync()).flatMap((device) =>
        device.path
          ? [
              {
                path: device.path,
                vendorId: device.vendorId,
                productId: device.productId,
                serialNumber: device.serialNumber || null,
                manufacturer: device.manufacturer || null,
                product: device.product || null,
                usagePage: device.usagePage ?? null,
              },
            ]
          : [],
      );
    },
    async open(path) {
      const hid = await loadNodeHid(load);
      return wrap(await hid.HIDAsync.open(path));
    },
  };
}

function wrap(device: NodeHidDevice): HidPort {
  return {
    onReport: (listener) => void device.on('data', (report) => listener(new Uint8Array(report))),
    onError: (listener) => void device.on('error', listener),
    async write(report) {
      await device.write(Buffer.from(report));
    },
    close: () => device.close(),
  };
}
