import { closeSync, constants, openSync, readlinkSync, renameSync, symlinkSync, unlinkSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { libcPty, TCSANOW, TERMIOS_BYTES } from '#main/simulators/devices/libc-pty.ts';

/** One end of a serial cable: whatever opens `slavePath` talks to the holder of this object. */
export interface Pty {
  /** The path to give to the program under test: the published link where one was asked for, else the device node. */
  readonly slavePath: string;
  /** Bytes that the program wrote. Returns the unsubscribe function. */
  onData(listener: (bytes: Uint8Array) => void): () => void;
  /** Queues bytes for the program; they wait while its input buffer is full. Ignored after {@link Pty.hangUp}. */
  write(bytes: Uint8Array): void;
  /** Pulls the plug: the program sees its port vanish, unread bytes are lost. Safe to call twice. */
  hangUp(): void;
}

export interface OpenPtyOptions {
  /** Publishes the device under this stable path (a symlink), so that a later pty can "replug" under the same name. */
  readonly linkPath?: string;
}

/** The kernel takes the bytes when the reader has made room; 2 ms is far below one character at 2,400 baud (4.2 ms). */
const FULL_RETRY_MS = 2;

let supported: boolean | undefined;

/** Whether this system has pseudo-terminals that can be opened (Linux, macOS). Tried once. */
export function ptySupported(): boolean {
  supported ??= tryOpen();
  return supported;
}

/**
 * Opens a raw pseudo-terminal pair. Baud rate, parity and modem lines are not simulated by the kernel
 * (reference devices.md, section 12). Throws when the system has none: ask {@link ptySupported} first.
 */
export function openPty(options: OpenPtyOptions = {}): Pty {
  const { masterFd, slaveFd, nodePath } = openPair();
  const { linkPath } = options;
  if (linkPath !== undefined) publish(nodePath, linkPath);

  const listeners = new Set<(bytes: Uint8Array) => void>();
  const pending: Uint8Array[] = [];
  let retry: NodeJS.Timeout | null = null;
  let isOpen = true;

  const master = new ReadStream(masterFd);
  master.on('data', (bytes: Buffer) => {
    for (const listener of listeners) listener(new Uint8Array(bytes));
  });
  // EIO is how the kernel says that the last slave is gone; nobody needs to hear that from a plug that we pulled.
  master.on('error', () => hangUp());

  function flush(): void {
    retry = null;
    while (isOpen && pending[0] !== undefined) {
      const written = writeSome(masterFd, pending[0]);
      if (written < pending[0].length) {
        pending[0] = pending[0].subarray(written);
        retry = setTimeout(flush, FULL_RETRY_MS).unref();
        return;
      }
      pending.shift();
    }
  }

  function hangUp(): void {
    if (!isOpen) return;
    isOpen = false;
    if (retry) clearTimeout(retry);
    pending.length = 0;
    if (linkPath !== undefined) withdraw(nodePath, linkPath);
    closeSync(slaveFd);
    master.destroy();
  }

  return {
    slavePath: linkPath ?? nodePath,
    onData(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    write(bytes) {
      if (!isOpen || bytes.length === 0) return;
      pending.push(bytes.slice());
      if (!retry) flush();
    },
    hangUp,
  };
}

interface PtyPair {
  readonly masterFd: number;
  readonly slaveFd: number;
  readonly nodePath: string;
}

function openPair(): PtyPair {
  const libc = libcPty();
  if (!libc) throw new Error('This system has no pseudo-terminals.');
  const flags = constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK;
  const masterFd = openSync('/dev/ptmx', flags);
  try {
    if (libc.grantpt(masterFd) !== 0 || libc.unlockpt(masterFd) !== 0)
      throw new Error('The pseudo-terminal stays locked.');
    const nodePath = libc.ptsname(masterFd);
    if (nodePath === null) throw new Error('The pseudo-terminal has no name.');
    // Held open for the whole life: otherwise the master reads EIO whenever the program closes its port.
    const slaveFd = openSync(nodePath, flags);
    const termios = Buffer.alloc(TERMIOS_BYTES);
    libc.tcgetattr(slaveFd, termios);
    libc.cfmakeraw(termios);
    libc.tcsetattr(slaveFd, TCSANOW, termios);
    return { masterFd, slaveFd, nodePath };
  } catch (error) {
    closeSync(masterFd);
    throw error;
  }
}

/** Bytes taken by the kernel: less than all when its buffer is full or the cable was cut. Never blocks. */
function writeSome(fd: number, bytes: Uint8Array): number {
  try {
    return writeSync(fd, bytes);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EIO')) return 0;
    throw error;
  }
}

function publish(nodePath: string, linkPath: string): void {
  // Renaming replaces a link of an earlier plug in one step.
  const fresh = `${linkPath}.${process.pid}.new`;
  symlinkSync(nodePath, fresh);
  renameSync(fresh, linkPath);
}

function withdraw(nodePath: string, linkPath: string): void {
  try {
    if (readlinkSync(linkPath) === nodePath) unlinkSync(linkPath);
  } catch {
    // Somebody removed the link or its folder already.
  }
}

function tryOpen(): boolean {
  try {
    openPty().hangUp();
    return true;
  } catch {
    return false;
  }
}
