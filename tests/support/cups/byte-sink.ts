import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A port that takes everything and says nothing. */
export async function startByteSink(): Promise<{ port: number; received(): Buffer; close(): Promise<void> }> {
  const parts: Buffer[] = [];
  const server = createServer((socket) => {
    socket.on('data', (bytes: Buffer) => parts.push(bytes));
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    received: () => Buffer.concat(parts),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
