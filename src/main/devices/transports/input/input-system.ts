import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { grabInput } from '#main/devices/transports/input/grab-input.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** The keyboards that Linux knows, real ones and scanners that pretend, behind a small interface: tests give it folders of their own. */
export interface InputSystem {
  /** Opens nothing and needs no rights. @throws AppError ERR_DEVICE_INPUT_UNAVAILABLE where there is no such folder */
  list(): Promise<InputDevice[]>;
  /**
   * Takes the keys of an open node for this program alone; ends when the node is closed.
   * @returns false when another program has taken them
   */
  grab(fd: number): Promise<boolean>;
}

export interface InputDevice {
  /** `/dev/input/event5`; the number changes at every replug. */
  readonly path: string;
  readonly name: string;
  /** Four hexadecimal digits. */
  readonly vendorId: string;
  readonly productId: string;
  readonly serialNumber: string | null;
  /** The socket it hangs in, `usb-0000:00:14.0-2/input0`; null where the system does not say. */
  readonly place: string | null;
}

const SYS_DIR = '/sys/class/input';
const DEV_DIR = '/dev/input';

/** @param folders as the kernel lays them out */
export function createLinuxInputSystem(
  folders: { readonly sysDir: string; readonly devDir: string } = { sysDir: SYS_DIR, devDir: DEV_DIR },
  grab: InputSystem['grab'] = grabInput,
): InputSystem {
  return {
    async list() {
      const names = await readdir(folders.sysDir).catch((error: unknown) => {
        throw new AppError('ERR_DEVICE_INPUT_UNAVAILABLE', { system: process.platform }, { cause: error });
      });
      const nodes = names.filter((name) => /^event\d+$/.test(name)).toSorted(byNumber);
      const devices = await Promise.all(nodes.map((name) => describeNode(folders.sysDir, folders.devDir, name)));
      return devices.filter((device) => device !== null);
    },
    grab,
  };
}

/** Null for what has no keys to type a code with: mice, lids, buttons. */
async function describeNode(sysDir: string, devDir: string, node: string): Promise<InputDevice | null> {
  const fact = async (name: string): Promise<string> =>
    (await readFile(join(sysDir, node, 'device', name), 'utf8').catch(() => '')).trim();
  if (!canTypeCodes(await fact('capabilities/key'))) return null;
  const [name, vendorId, productId, serialNumber, place] = await Promise.all(
    ['name', 'id/vendor', 'id/product', 'uniq', 'phys'].map(fact),
  );
  return {
    path: join(devDir, node),
    name: name || node,
    vendorId: vendorId || '0000',
    productId: productId || '0000',
    serialNumber: serialNumber || null,
    place: place || null,
  };
}

/** KEY_1 to KEY_0, KEY_A and KEY_ENTER of Linux (input-event-codes.h). */
const NEEDED_KEYS = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 30, 28];
/** The kernel writes the set of keys in words of its own size, the highest first and without leading zeros. */
const WORD_BITS = ['arm', 'ia32'].includes(process.arch) ? 32n : 64n;

function canTypeCodes(words: string): boolean {
  if (!/^[0-9a-f]+(?: [0-9a-f]+)*$/.test(words)) return false;
  const keys = words.split(' ').reduce((bits, word) => (bits << WORD_BITS) | BigInt(`0x${word}`), 0n);
  return NEEDED_KEYS.every((key) => ((keys >> BigInt(key)) & 1n) === 1n);
}

const byNumber = (a: string, b: string): number => Number(a.slice('event'.length)) - Number(b.slice('event'.length));
