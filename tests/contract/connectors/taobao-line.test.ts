import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { AddressInfo } from 'node:net';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import type { QueuedPush } from '#main/plugins/channels/channel-pushes.ts';
import { TaobaoConfig, TaobaoCredentials } from '#main/plugins/channels/taobao/schemas.ts';
import { taobaoConnector } from '#main/plugins/channels/taobao/taobao-connector.ts';
import { readTmcFrame, writeTmcFrame } from '#main/plugins/channels/taobao/tmc-frames.ts';
import { connectFrame } from '#main/plugins/channels/taobao/tmc-line.ts';
import { startTaobaoSimulator } from '#main/simulators/taobao/taobao-simulator.ts';
import type { TaobaoSimulator } from '#main/simulators/taobao/taobao-simulator.ts';
import { waitUntil } from '#tests/integration/simulators/support/wait-until.ts';

/** TOP's message channel beside what every long connection owes (push-contract.ts). */
describe('the message channel of TOP', () => {
  const clock = { nowMs: () => Date.now() };
  let shop: TaobaoSimulator;
  let http: ReturnType<typeof createNodeHttpClient>;
  let ending: AbortController;
  beforeEach(async () => {
    shop = await startTaobaoSimulator();
    http = createNodeHttpClient({ clock });
    ending = new AbortController();
  });
  afterEach(async () => {
    ending.abort();
    http.close();
    await shop.close();
  });

  const context = (config: object = {}, credentials: object = {}) => ({
    config: TaobaoConfig.parse({ gatewayUrl: shop.gatewayUrl, messageUrl: shop.messageUrl, ...config }),
    credentials: TaobaoCredentials.parse({
      appKey: shop.appKey,
      appSecret: shop.appSecret,
      sessionKey: shop.session,
      ...credentials,
    }),
    currency: 'CNY',
    http,
    openSocket: openJsonSocket,
    clock,
    signal: ending.signal,
  });
  const listen = (take: (pushes: readonly QueuedPush[]) => Promise<void>, config: object = {}) =>
    taobaoConnector.listenPushes?.(context(config), take) ?? expect.fail('no channel');
  const acknowledged = () => shop.books.pushes().filter((push) => push.acknowledgedAtMs !== undefined).length;

  it('takes what has come meanwhile together, and confirms each', async () => {
    const sizes: number[] = [];
    const gate = Promise.withResolvers<void>();
    void listen(async (pushes) => {
      sizes.push(pushes.length);
      if (sizes.length === 1) await gate.promise;
    });
    shop.orders.add(1, { situation: 'paid' });
    await waitUntil('the first is being taken', () => sizes.length === 1);
    shop.orders.add(30, { situation: 'paid' });
    await waitUntil('all are on the way', () => shop.books.pushes().length === 31);
    gate.resolve();
    await waitUntil('all are confirmed', () => acknowledged() === 31);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(31);
    expect(sizes.length).toBeLessThan(31);
    expect(shop.complaints()).toEqual([]);
  });

  it('keeps a message as it came, its number whole, and knows a refund', async () => {
    const taken: QueuedPush[] = [];
    void listen(async (pushes) => void taken.push(...pushes));
    const trade = shop.orders.addOne({ situation: 'paid' });
    shop.orders.requestRefund(trade.tid);
    await waitUntil('both', () => taken.length === 2);
    const [paid, refund] = taken;
    expect(paid).toMatchObject({ externalNumber: trade.tid, tellsRefund: false });
    expect(refund).toMatchObject({ externalNumber: trade.tid, tellsRefund: true });
    expect(Buffer.from(paid?.payload ?? []).toString()).toContain(`"id":${paid?.id},"topic":"${paid?.topic}"`);
  });

  it('is told again over the queue what a broken channel left unconfirmed', async () => {
    shop.faults.switchOn({ kind: 'hang', operation: 'tmc', times: 1 });
    const ended = listen(async () => undefined);
    const trade = shop.orders.addOne({ situation: 'paid' });
    await waitUntil('it got lost on the way', () => shop.books.pushes().length === 1);
    ending.abort();
    await ended;
    ending = new AbortController();
    await waitUntil('the service knows that the line is gone', () => shop.connections() === 0);
    const drained = await taobaoConnector.drainPushQueue?.(context());
    expect(drained).toMatchObject({ ok: true, value: [{ externalNumber: trade.tid }] });
  });

  it.each([
    ['another secret', {}, { appSecret: 'wrong' }, 'Invalid signature'],
    ['another app', {}, { appKey: '1' }, 'Invalid app Key'],
    ['a group that does not exist', { messageGroup: 'other' }, {}, 'group not exist'],
  ])('is closed to %s', async (_, config, credentials, words) => {
    const socket = new WebSocket(shop.messageUrl);
    await once(socket, 'open');
    socket.send(connectFrame(context(config, credentials)));
    const closed = once(socket, 'close');
    const [bytes] = (await once(socket, 'message')) as [Buffer];
    expect(readTmcFrame(bytes)).toMatchObject({ kind: 'connect-ack', statusPhrase: words });
    await closed;
  });

  it('says that access is refused where the service denies the connection', async () => {
    expect(await listen(async () => undefined, { messageGroup: 'other' })).toMatchObject({
      ok: false,
      failure: { kind: 'auth', vendorText: 'message service: group not exist' },
    });
  });

  it('is told that it may try again where nothing listens', async () => {
    expect(await listen(async () => undefined, { messageUrl: 'ws://127.0.0.1:1/' })).toMatchObject({
      ok: false,
      failure: { kind: 'retry', code: 'ERR_CHANNEL_UNREACHABLE' },
    });
  });

  it('reads packed contents, and outlives frames that it does not understand', async () => {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    server.on('connection', (socket) => {
      socket.once('message', () => {
        const packed = gzipSync(JSON.stringify({ tid: 12 }));
        const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
        socket.send(writeTmcFrame({ kind: 'connect-ack', token: 't', values: {} }));
        socket.send(Buffer.from('nonsense'));
        socket.send('text');
        socket.send(writeTmcFrame({ kind: 'send', values: { topic: 'without an id' } }));
        socket.send(writeTmcFrame({ kind: 'send', values: { id: 1n, topic: 'packed', content: packed } }));
        socket.send(writeTmcFrame({ kind: 'send', values: { id: 2n, topic: 'too large', content: bomb } }));
      });
    });
    const taken: QueuedPush[] = [];
    const { port } = server.address() as AddressInfo;
    const ended = listen(async (pushes) => void taken.push(...pushes), { messageUrl: `ws://127.0.0.1:${port}/` });
    await waitUntil('both', () => taken.length === 2);
    expect(taken.map(({ id, externalNumber }) => [id, externalNumber])).toEqual([
      ['1', '12'],
      ['2', null],
    ]);
    ending.abort();
    await ended;
    server.close();
  });
});
