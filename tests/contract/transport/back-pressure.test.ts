import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createServer } from 'node:http';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { LiveHub, MAX_IDS_PER_TOPIC } from '#main/rpc/live-events.ts';
import { serveMessagePort } from '#main/rpc/serve-message-port.ts';
import { serveWebSocket, WEBSOCKET_LIMITS } from '#main/rpc/serve-websocket.ts';
import { createSessions } from '#main/rpc/session.ts';
import { WireServer } from '#main/rpc/wire-server.ts';
import { MAX_UNTAKEN, takenFrame, WIRE_CLOSE } from '#shared/contract/wire-frames.ts';
import { createStubServing } from '#tests/support/rpc/stub-serving.ts';
import { until } from '#tests/support/until.ts';

const session = createSessions({ signInRequired: () => true }).window('window-1');

/** As oRPC's client asks for the stub's endless stream. */
const endlessCount = JSON.stringify({
  i: '1',
  p: { u: '/count', b: { json: { to: Number.MAX_SAFE_INTEGER, padding: 1000 } } },
});

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

describe('a window that hangs', () => {
  it('holds a stream over a message port back until it has taken in what was sent', async () => {
    const serving = createStubServing();
    const { port1, port2 } = new MessageChannel();
    cleanups.push(() => port1.close());
    serveMessagePort(new WireServer(serving), port1, session);
    port2.postMessage(endlessCount);
    await until(() => serving.books.produced >= MAX_UNTAKEN - 2, 'the stream ran into the bound');
    await settled(() => serving.books.produced);
    expect(serving.books.produced).toBeLessThanOrEqual(MAX_UNTAKEN);
    const before = serving.books.produced;
    port2.postMessage(takenFrame(100));
    await until(() => serving.books.produced > before, 'the stream goes on');
    await settled(() => serving.books.produced);
    expect(serving.books.produced - before).toBeLessThanOrEqual(101);
  });

  it('holds a stream over a WebSocket back, and is cut off with a code when it takes nothing for too long', async () => {
    const serving = createStubServing();
    const limits = { ...WEBSOCKET_LIMITS, highWaterBytes: 100_000, stallMs: 400 };
    const { client, serverSide } = await connect(serving, limits);
    const closed = new Promise<number>((resolve) => serverSide.once('close', resolve));
    const codes: number[] = [];
    const close = serverSide.close.bind(serverSide);
    serverSide.close = (code) => (codes.push(code ?? 0), close(code));
    client.pause();
    client.send(endlessCount);
    await closed;
    expect(codes).toEqual([WIRE_CLOSE.tooSlow]);
    // 100 kB of the host's own buffer and whatever the kernel takes; certainly not an endless stream.
    expect(serving.books.produced).toBeLessThan(20_000);
    await until(() => serving.books.running === 0, 'the stream ended');
  });

  it('is cut off when it asks for more answers than it reads', async () => {
    const serving = createStubServing();
    const { client, serverSide } = await connect(serving, { ...WEBSOCKET_LIMITS, maxBufferedBytes: 2_000_000 });
    const closed = new Promise((resolve) => serverSide.once('close', resolve));
    client.pause();
    const text = 'x'.repeat(500_000);
    for (let n = 0; n < 60; n += 1)
      client.send(JSON.stringify({ i: String(n), p: { u: '/echo', b: { json: { text } } } }));
    await closed;
    expect(serverSide.bufferedAmount).toBeLessThan(8_000_000);
  });

  it('is given up when it no longer answers the heartbeat', async () => {
    const { client, serverSide } = await connect(createStubServing(), { ...WEBSOCKET_LIMITS, heartbeatMs: 50 });
    const closed = new Promise((resolve) => serverSide.once('close', resolve));
    client.pause();
    // 1006: ended without a word from the other side.
    expect(await closed).toBe(1006);
  });

  it('does not let other work wait while a stream runs at full speed', async () => {
    const serving = createStubServing();
    const { client } = await connect(serving, WEBSOCKET_LIMITS);
    client.send(JSON.stringify({ i: '1', p: { u: '/count', b: { json: { to: 20_000 } } } }));
    await until(() => serving.books.produced > 0, 'the stream runs');
    let turns = 0;
    while (serving.books.running > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      turns += 1;
    }
    // 20,000 events, a bunch of 64 per turn: counted, because time on a busy machine proves nothing.
    expect(turns).toBeGreaterThan(100);
  });

  it('costs a bounded amount of memory however many changes it misses', () => {
    const hub = new LiveHub();
    const missed = hub.subscribe(undefined);
    for (let n = 0; n < 1000; n += 1) hub.publish({ topic: 'orders', id: `order-${n}`, data: null });
    const before = usedHeap();
    for (let n = 0; n < 300_000; n += 1)
      hub.publish({ topic: 'orders', id: `order-${n}`, data: { padding: 'x'.repeat(50) + n } });
    expect(usedHeap() - before).toBeLessThan(2_000_000);
    expect(MAX_IDS_PER_TOPIC).toBeLessThan(100);
    void missed.return();
  });
});

async function connect(serving: ReturnType<typeof createStubServing>, limits: typeof WEBSOCKET_LIMITS) {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http });
  const server = new WireServer(serving);
  const connected = new Promise<WebSocket>((resolve) =>
    sockets.on('connection', (socket) => {
      serveWebSocket(server, socket, session, limits);
      resolve(socket);
    }),
  );
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  const client = new WebSocket(`ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`);
  await new Promise((resolve) => client.once('open', resolve));
  client.on('error', () => {});
  cleanups.push(() => {
    client.terminate();
    sockets.close();
    http.close();
    http.closeAllConnections();
  });
  return { client, serverSide: await connected };
}

/** Waits until a number has stopped changing. */
async function settled(read: () => number): Promise<void> {
  let last = Number.NaN;
  await until(() => {
    const same = read() === last;
    last = read();
    return same;
  }, 'it settles');
}

function usedHeap(): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  return process.memoryUsage().heapUsed;
}
