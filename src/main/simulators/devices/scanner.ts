import { openPty } from '#main/simulators/devices/pty.ts';
import { realTimers } from '#main/simulators/devices/timers.ts';
import type { Timers } from '#main/simulators/devices/timers.ts';

export interface ScannerEmulatorOptions {
  /** Sent before each code: AIM identifier and the like come after it. */
  readonly prefix?: string;
  /** What the scanner was programmed to send after each code; CR LF unless told otherwise. */
  readonly suffix?: string;
  /** Whether `]C0` and the like go before the data. */
  readonly sendsAimId?: boolean;
  /** Stable path under which the port appears, also after a replug. */
  readonly linkPath?: string;
  readonly timers?: Timers;
}

export interface ScannerEmulator {
  readonly path: string;
  /** Reads a symbol: sends prefix, identifier, data and suffix in one piece. */
  scan(data: string, aimId?: string): void;
  /** Two symbols read so fast that they arrive as one piece. */
  scanTogether(codes: readonly string[]): void;
  /** The same as {@link ScannerEmulator.scan}, torn into two pieces with a pause between them. */
  scanSplit(data: string, at: number, pauseMs: number): void;
  /** Bytes as they are: noise, half codes. */
  sendRaw(bytes: Uint8Array): void;
  unplug(): void;
  plugIn(): void;
  close(): void;
}

/** A serial barcode scanner over a pseudo-terminal (reference devices.md, section 10.1). */
export function startScannerEmulator(options: ScannerEmulatorOptions = {}): ScannerEmulator {
  const { prefix = '', suffix = '\r\n', sendsAimId = false, timers = realTimers } = options;
  const open = (): ReturnType<typeof openPty> =>
    openPty(options.linkPath === undefined ? {} : { linkPath: options.linkPath });
  let pty = open();

  function message(data: string, aimId = ']C0'): Uint8Array {
    return Buffer.from(`${prefix}${sendsAimId ? aimId : ''}${data}${suffix}`, 'utf8');
  }

  return {
    get path() {
      return pty.slavePath;
    },
    scan: (data, aimId) => pty.write(message(data, aimId)),
    scanTogether: (codes) => pty.write(Buffer.concat(codes.map((code) => message(code)))),
    scanSplit(data, at, pauseMs) {
      const bytes = message(data);
      pty.write(bytes.subarray(0, at));
      timers.after(pauseMs, () => pty.write(bytes.subarray(at)));
    },
    sendRaw: (bytes) => pty.write(bytes),
    unplug: () => pty.hangUp(),
    plugIn() {
      pty.hangUp();
      pty = open();
    },
    close: () => pty.hangUp(),
  };
}
