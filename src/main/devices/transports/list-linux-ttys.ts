import { readFile, readdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A serial port as the kernel describes it. */
export interface LinuxTty {
  readonly path: string;
  readonly manufacturer: string | null;
  readonly serialNumber: string | null;
  readonly vendorId: string | null;
  readonly productId: string | null;
}

const SERIAL_NAME = /^(tty(S|WCH|ACM|USB|AMA|MFD|O|XRUSB)|rfcomm)\d+$/;
/** `type` of a place on the board where no UART answered (PORT_UNKNOWN). */
const NO_UART = '0';
/** From the tty's device up to the USB device that carries it: interface, then device; one more for a usb-serial port. */
const USB_LEVELS = 3;

/**
 * Serial ports from sysfs. The serialport package asks `udevadm` instead, which small systems and containers do not have,
 * and then cannot list anything.
 */
export async function listLinuxTtys(sysfs = '/sys'): Promise<LinuxTty[]> {
  const folder = join(sysfs, 'class', 'tty');
  const names = (await readdir(folder).catch(() => [])).filter((name) => SERIAL_NAME.test(name));
  const ttys = await Promise.all(names.map((name) => describe(join(folder, name), name)));
  return ttys.filter((tty) => tty !== null).sort((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }));
}

async function describe(folder: string, name: string): Promise<LinuxTty | null> {
  const device = await realpath(join(folder, 'device')).catch(() => null);
  if (device === null && !name.startsWith('rfcomm')) return null;
  if (name.startsWith('ttyS') && (await attribute(folder, 'type')) === NO_UART) return null;
  const usb = device === null ? null : await usbDeviceAbove(device);
  const of = async (file: string) => (usb === null ? null : attribute(usb, file));
  return {
    path: `/dev/${name}`,
    manufacturer: await of('manufacturer'),
    serialNumber: await of('serial'),
    vendorId: await of('idVendor'),
    productId: await of('idProduct'),
  };
}

async function usbDeviceAbove(device: string): Promise<string | null> {
  let folder = device;
  for (let level = 0; level <= USB_LEVELS; level += 1) {
    if ((await attribute(folder, 'idVendor')) !== null) return folder;
    folder = dirname(folder);
  }
  return null;
}

async function attribute(folder: string, file: string): Promise<string | null> {
  const text = await readFile(join(folder, file), 'utf8').catch(() => '');
  return text.trim() || null;
}
