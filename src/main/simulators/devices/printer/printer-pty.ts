import { paceBytes } from '#main/simulators/devices/printer/pace-bytes.ts';
import { openPty } from '#main/simulators/devices/pty.ts';
import type { Pty } from '#main/simulators/devices/pty.ts';
import type { EmulatedPrinter } from '#main/simulators/devices/printer/emulated-printer.ts';

export interface PrinterPtyOptions {
  /** Stable path under which the port appears, also after a replug. */
  readonly linkPath?: string;
  /** A pseudo-terminal takes bytes as fast as they come: with this many bits a second they reach the printer as over a cable. */
  readonly baudRate?: number;
}

export interface PrinterPty {
  readonly printer: EmulatedPrinter;
  /** The serial port to open. Without a `linkPath` it changes with every {@link PrinterPty.plugIn}. */
  readonly path: string;
  readonly receivedBytes: number;
  /** Pulls the cable after so many more received bytes. */
  unplugAfterBytes(count: number): void;
  unplug(): void;
  plugIn(): void;
  close(): void;
}

/** An emulated printer on a serial line. Throws where the system has no pseudo-terminals. */
export function startPrinterPty(printer: EmulatedPrinter, options: PrinterPtyOptions = {}): PrinterPty {
  let receivedBytes = 0;
  let bytesUntilUnplug = Number.POSITIVE_INFINITY;
  let pty = connect();

  function connect(): Pty {
    const cable = openPty(options.linkPath === undefined ? {} : { linkPath: options.linkPath });
    const channel = printer.connect((bytes) => cable.write(bytes));
    const receive = (bytes: Uint8Array): void => {
      const taken = bytes.subarray(0, Math.min(bytes.length, bytesUntilUnplug));
      receivedBytes += taken.length;
      bytesUntilUnplug -= taken.length;
      channel.receive(taken);
      if (bytesUntilUnplug > 0) return;
      bytesUntilUnplug = Number.POSITIVE_INFINITY;
      cable.hangUp();
    };
    cable.onData(options.baudRate === undefined ? receive : paceBytes(options.baudRate, receive));
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
