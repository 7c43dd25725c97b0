import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { readDeviceNode } from '#main/devices/transports/device-node.ts';
import { listLinuxTtys } from '#main/devices/transports/list-linux-ttys.ts';

export interface SerialPortInfo {
  /** The path to store: by device identity where the system offers one, because numbers change at a replug. */
  readonly path: string;
  /** What the system calls the port now: `/dev/ttyUSB0`, `COM3`. */
  readonly systemPath: string;
  readonly manufacturer: string | null;
  readonly serialNumber: string | null;
  /** Hexadecimal USB ids in lower case, null for ports that are not USB. */
  readonly vendorId: string | null;
  readonly productId: string | null;
  /** Typed in by the operator; the system does not list it (pseudo-terminals, links, some virtual ports). */
  readonly isTyped: boolean;
  readonly isPresent: boolean;
}

const BY_ID_FOLDER = '/dev/serial/by-id';

/** All serial ports of the system plus those paths that the operator typed and the system does not list. Opens nothing. */
export async function listSerialPorts(typedPaths: readonly string[] = []): Promise<SerialPortInfo[]> {
  const [listed, stablePaths] = await Promise.all([
    process.platform === 'linux' ? listLinuxTtys() : SerialPort.list(),
    readStablePaths(),
  ]);
  const ports = listed.map((port): SerialPortInfo => ({
    path: stablePaths.get(port.path) ?? port.path,
    systemPath: port.path,
    manufacturer: port.manufacturer ?? null,
    serialNumber: port.serialNumber ?? null,
    vendorId: port.vendorId?.toLowerCase() ?? null,
    productId: port.productId?.toLowerCase() ?? null,
    isTyped: false,
    isPresent: true,
  }));
  const known = new Set(ports.flatMap((port) => [port.path, port.systemPath]));
  const typed = [...new Set(typedPaths)].filter((path) => !known.has(path)).map(describeTyped);
  return [...ports, ...(await Promise.all(typed))];
}

async function describeTyped(path: string): Promise<SerialPortInfo> {
  return {
    path,
    systemPath: path,
    manufacturer: null,
    serialNumber: null,
    vendorId: null,
    productId: null,
    isTyped: true,
    isPresent: (await readDeviceNode(path)) !== 'missing',
  };
}

/** udev's names by maker, model and serial number, keyed by the device that each leads to; empty on other systems. */
async function readStablePaths(): Promise<ReadonlyMap<string, string>> {
  const paths = new Map<string, string>();
  const names = await readdir(BY_ID_FOLDER).catch(() => []);
  for (const name of names) {
    const link = join(BY_ID_FOLDER, name);
    const device = await realpath(link).catch(() => null);
    if (device !== null) paths.set(device, link);
  }
  return paths;
}
