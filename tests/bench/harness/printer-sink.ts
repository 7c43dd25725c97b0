import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A label printer that is always ready and swallows what it gets: only the way to it is measured. */
export interface PrinterSink extends AsyncDisposable {
  readonly port: number;
  /** Resolves when the next whole label has arrived. */
  nextLabel(): Promise<void>;
}

const ASKS_STATUS = Buffer.from([0x1b, 0x21, 0x3f]);
const LABEL_END = Buffer.from('\r\nPRINT 1,1\r\n');
const READY = Buffer.from([0x00]);
const PRINTING = Buffer.from([0x20]);
/** Status answers `printing` so often behind a label, as a real printer is busy for a moment. */
const BUSY_ANSWERS = 1;

/** Speaks the part of TSPL that the product waits for: the one-byte status, and the end of a label. */
export async function startPrinterSink(): Promise<PrinterSink> {
  let arrived: () => void = () => {};
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    let busyAnswers = 0;
    let tail = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      // TCP may deliver the end of a label and the question behind it in one piece.
      const asks = bytes.subarray(-ASKS_STATUS.length).equals(ASKS_STATUS);
      const label = asks ? bytes.subarray(0, -ASKS_STATUS.length) : bytes;
      tail = Buffer.concat([tail, label.subarray(-LABEL_END.length)]).subarray(-LABEL_END.length);
      if (tail.equals(LABEL_END)) {
        tail = Buffer.alloc(0);
        busyAnswers = BUSY_ANSWERS;
        arrived();
      }
      if (asks) socket.write(busyAnswers-- > 0 ? PRINTING : READY);
    });
    socket.on('error', () => {});
    socket.on('end', () => socket.end());
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    nextLabel: () =>
      new Promise((resolve) => {
        arrived = resolve;
      }),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
