import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { untilInGuestAsks } from './patience.ts';

/** The inside of a virtual USB device: what a maker's firmware would read from its cable and write to it. */
export interface DeviceEnd {
  readonly fd: number;
  write(bytes: Uint8Array): void;
  /** Leaves what comes unread, as a printer whose buffer is full. */
  stopReading(): void;
  resumeReading(): void;
  /** Everything written has left, or was lost with the cable. */
  close(): Promise<void>;
}

const PAUSE_MS = 5;
const READ_BYTES = 16_384;

/**
 * Opens the gadget's side of a cable (`/dev/g_printer0`, `/dev/hidg0`). Without blocking: a read that waits in the kernel keeps
 * the program from ending. While the cable is out the kernel refuses both ways; what is written then is lost.
 */
export async function openDeviceEnd(
  path: string,
  onData: (bytes: Uint8Array) => void = () => undefined,
): Promise<DeviceEnd> {
  const handle = await openWhenPlugged(path);
  const waiting: Uint8Array[] = [];
  let isClosing = false;
  let isReading = true;
  const loops = [readOn(handle), writeOn(handle)];

  async function readOn(from: FileHandle): Promise<void> {
    const buffer = Buffer.alloc(READ_BYTES);
    while (!isClosing) {
      const count = isReading ? await from.read(buffer, 0, buffer.length, null).then(bytesRead, () => 0) : 0;
      if (count > 0) onData(new Uint8Array(buffer.subarray(0, count)));
      else await pause();
    }
  }

  async function writeOn(to: FileHandle): Promise<void> {
    while (!isClosing || waiting.length > 0) {
      const [next] = waiting;
      if (!next) {
        await pause();
        continue;
      }
      try {
        const { bytesWritten } = await to.write(next, 0, next.length, null);
        if (bytesWritten < next.length) waiting[0] = next.subarray(bytesWritten);
        else waiting.shift();
      } catch (error) {
        if (codeOf(error) !== 'EAGAIN') waiting.length = 0;
        else if (isClosing) return;
        await pause();
      }
    }
  }

  return {
    fd: handle.fd,
    write: (bytes) => void waiting.push(bytes.slice()),
    stopReading() {
      isReading = false;
    },
    resumeReading() {
      isReading = true;
    },
    async close() {
      isClosing = true;
      await Promise.all(loops);
      await handle.close();
    },
  };
}

/** The node comes with the cable, and opens when the host has accepted the device. */
async function openWhenPlugged(path: string): Promise<FileHandle> {
  let handle: FileHandle | undefined;
  await untilInGuestAsks(async () => {
    handle = await open(path, constants.O_RDWR | constants.O_NONBLOCK).catch((error: unknown) => {
      if (codeOf(error) === 'ENODEV' || codeOf(error) === 'ENOENT') return undefined;
      throw error;
    });
    return handle !== undefined;
  }, `${path} opens`);
  if (!handle) throw new TypeError(path);
  return handle;
}

const bytesRead = (result: { readonly bytesRead: number }): number => result.bytesRead;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);
