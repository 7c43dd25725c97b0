import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { EmulatedPrinter } from '#main/simulators/devices/printer/emulated-printer.ts';

export interface PrinterTcpOptions {
  /** 0 (the default) takes a free one. */
  readonly port?: number;
  readonly host?: string;
  /** What happens to a second client while the first is connected: most printers serve one at a time. */
  readonly secondClient?: 'refused' | 'left-hanging' | 'served';
}

export interface PrinterTcp {
  readonly printer: EmulatedPrinter;
  readonly host: string;
  readonly port: number;
  /** Bytes received on all connections so far. */
  readonly receivedBytes: number;
  /** Resets the connection after so many more received bytes; the bytes themselves still count. */
  closeAfterBytes(count: number): void;
  /** Leaves everything that comes unread, as a printer with a full buffer does. */
  stopReading(): void;
  resumeReading(): void;
  /** Pulls the network cable: connections are reset, new ones refused until {@link PrinterTcp.plugIn}. */
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  close(): Promise<void>;
}

/** An emulated printer behind a TCP port, like 9100 on a real one. Listens on the loopback address only unless told otherwise. */
export async function startPrinterTcp(printer: EmulatedPrinter, options: PrinterTcpOptions = {}): Promise<PrinterTcp> {
  const host = options.host ?? '127.0.0.1';
  const sockets = new Set<Socket>();
  let receivedBytes = 0;
  let bytesUntilReset = Number.POSITIVE_INFINITY;
  let isReading = true;

  function serve(socket: Socket): void {
    const isFirst = sockets.size === 0;
    if (!isFirst && (options.secondClient ?? 'refused') === 'refused') {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (!isFirst && options.secondClient === 'left-hanging') return;
    const channel = printer.connect((bytes) => {
      if (socket.writable) socket.write(bytes);
    });
    socket.on('data', (bytes: Buffer) => {
      const taken = bytes.subarray(0, Math.min(bytes.length, bytesUntilReset));
      receivedBytes += taken.length;
      bytesUntilReset -= taken.length;
      channel.receive(taken);
      if (bytesUntilReset > 0) return;
      bytesUntilReset = Number.POSITIVE_INFINITY;
      socket.resetAndDestroy();
    });
    if (!isReading) socket.pause();
  }

  let server = createServer(serve);
  await listen(options.port ?? 0);
  const { port } = server.address() as AddressInfo;

  function listen(onPort: number): Promise<void> {
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(onPort, host, () => resolve());
    });
  }

  async function unplug(): Promise<void> {
    for (const socket of sockets) socket.resetAndDestroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  return {
    printer,
    host,
    port,
    get receivedBytes() {
      return receivedBytes;
    },
    closeAfterBytes(count) {
      bytesUntilReset = count;
    },
    stopReading() {
      isReading = false;
      printer.setBufferFull(true);
      for (const socket of sockets) socket.pause();
    },
    resumeReading() {
      isReading = true;
      printer.setBufferFull(false);
      for (const socket of sockets) socket.resume();
    },
    unplug,
    plugIn() {
      server = createServer(serve);
      return listen(port);
    },
    close: unplug,
  };
}
