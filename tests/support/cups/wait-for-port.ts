import { connect, createServer } from 'node:net';

const LONGEST_MS = 60_000;
const PAUSE_MS = 50;

/** Until a program takes connections on this port of the loopback address. */
export async function answers(port: number): Promise<void> {
  const deadline = performance.now() + LONGEST_MS;
  for (;;) {
    try {
      return await connected(port);
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

function connected(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('error', reject).once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new TypeError('no port');
  return address.port;
}
