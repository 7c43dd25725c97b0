import { openPty } from '#main/simulators/devices/pty.ts';
import type { Pty } from '#main/simulators/devices/pty.ts';
import { createTsplPrinter } from '#main/simulators/devices/tspl-printer.ts';
import type { TsplPrinter, TsplPrinterOptions } from '#main/simulators/devices/tspl-printer.ts';

export interface TsplPrinterPtyOptions extends TsplPrinterOptions {
  /** Stable path under which the port appears, also after a replug. */
  readonly linkPath?: string;
}

export interface TsplPrinterPty {
  readonly printer: TsplPrinter;
  /** The serial port to open. Without a `linkPath` it changes with every {@link TsplPrinterPty.plugIn}. */
  readonly path: string;
  readonly receivedBytes: number;
  /** Pulls the cable after so many more received bytes. */
  unplugAfterBytes(count: number): void;
  unplug(): void;
  plugIn(): void;
  close(): void;
}

/** A TSPL printer on a serial line. Throws where the system has no pseudo-terminals. */
export function startTsplPrinterPty(options: TsplPrinterPtyOptions = {}): TsplPrinterPty {
  const printer = createTsplPrinter(options);
  let receivedBytes = 0;
  let bytesUntilUnplug = Number.POSITIVE_INFINITY;
  let pty = connect();

  function connect(): Pty {
    const cable = openPty(options.linkPath === undefined ? {} : { linkPath: options.linkPath });
    const channel = printer.connect((bytes) => cable.write(bytes));
    cable.onData((bytes) => {
      const taken = bytes.subarray(0, Math.min(bytes.length, bytesUntilUnplug));
      receivedBytes += taken.length;
      bytesUntilUnplug -= taken.length;
      channel.receive(taken);
      if (bytesUntilUnplug > 0) return;
      bytesUntilUnplug = Number.POSITIVE_INFINITY;
      cable.hangUp();
    });
    return cable;
  }

  return {
    printer,
    get path() {
      return pty.slavePath;
    },
    get receivedBytes() {
      return receivedBytes;
    },
    unplugAfterBytes(count) {
      bytesUntilUnplug = count;
    },
    unplug: () => pty.hangUp(),
    plugIn() {
      pty.hangUp();
      pty = connect();
    },
    close: () => pty.hangUp(),
  };
}
