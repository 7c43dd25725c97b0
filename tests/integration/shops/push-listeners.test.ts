import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { startPushListeners } from '#main/app/push-listeners.ts';
import type { PushListeners } from '#main/app/push-listeners.ts';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import { fileConnector } from '#main/plugins/channels/file/file-connector.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import { connectedShop } from '#tests/support/connected-shop.ts';
import { ManualTime } from '#tests/support/manual-time.ts';
import { until } from '#tests/support/until.ts';
import { START_MS, openUseCaseBed } from '#tests/support/use-case-bed.ts';

/** A vendor's long connection: each message `{id, number}`, each acknowledged by `{ack: id}`. */
describe('the long connection of a shop', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  let server: WebSocketServer;
  let sockets: WebSocket[];
  let acknowledged: string[];
  let time: ManualTime;
  let listeners: PushListeners;
  beforeEach(async () => {
    bed = openUseCaseBed();
    time = new ManualTime(START_MS);
    sockets = [];
    acknowledged = [];
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    server.on('connection', (socket) => {
      sockets.push(socket);
      socket.on('message', (data) => acknowledged.push((JSON.parse(String(data)) as { ack: string }).ack));
    });
    await once(server, 'listening');
    bed.context.db.transaction((tx) => {
      tx.prepare("INSERT INTO secrets (name, box, updated_at_ms) VALUES ('shop:s1', x'00', 0)").run();
    });
    listeners = startPushListeners(bed.context, shop, time, () => true);
  });
  afterEach(async () => {
    await listeners.stop();
    for (const socket of sockets) socket.terminate();
    server.close();
    bed.close();
  });

  const connector: ChannelConnector = {
    ...fileConnector,
    async listenPushes(context, take) {
      const { port } = server.address() as AddressInfo;
      let end: (detail: string) => void = () => {};
      const gone = new Promise<string>((resolve) => (end = resolve));
      try {
        const socket = await context.openSocket({
          url: `ws://127.0.0.1:${port}`,
          connectTimeoutMs: 2_000,
          onMessage(message) {
            const { id, number } = message as { id: string; number: string };
            const payload = new TextEncoder().encode(JSON.stringify(message));
            take([{ id, topic: 'order', externalNumber: number, publishedAtMs: null, payload }]).then(
              () => socket.send({ ack: id }),
              () => {},
            );
          },
          onGone: end,
        });
        if (context.signal.aborted) socket.close();
        context.signal.addEventListener('abort', () => socket.close());
        const detail = await gone;
        return context.signal.aborted ? succeeded(null) : unreachable(detail);
      } catch (error) {
        return unreachable(String(error));
      }
    },
  };
  const unreachable = (vendorText: string) =>
    failed({
      kind: 'retry' as const,
      code: 'ERR_CHANNEL_UNREACHABLE' as const,
      retryAfterMs: null,
      vendorCode: null,
      vendorText,
    });
  const shop = () => connectedShop(connector, { clock: bed.clock, openSocket: openJsonSocket });
  const connected = (count: number) => until(() => sockets.length === count, `${count} connections`);
  const fetches = () =>
    bed.context.read
      .pluck<[], string>(
        "SELECT json_extract(payload_json, '$.externalNumber') FROM jobs WHERE topic = 'shop.fetch-order'",
      )
      .all();

  it('acknowledges a push only once it is stored with the order to be fetched', async () => {
    await connected(1);
    sockets[0]?.send(JSON.stringify({ id: 'p1', number: 'N1' }));
    await until(() => acknowledged.length === 1, 'an acknowledgement');
    expect(fetches()).toEqual(['N1']);
    expect(listeners.state('s1')).toMatchObject({ kind: 'listening' });
  });

  it('acknowledges nothing that could not be stored', async () => {
    await connected(1);
    bed.context.db.transaction((tx) => {
      tx.prepare(
        "CREATE TRIGGER full BEFORE INSERT ON raw_messages WHEN NEW.external_number = 'N1' BEGIN SELECT RAISE(ABORT, 'full'); END",
      ).run();
    });
    sockets[0]?.send(JSON.stringify({ id: 'p1', number: 'N1' }));
    sockets[0]?.send(JSON.stringify({ id: 'p2', number: 'N2' }));
    await until(() => acknowledged.length === 1, 'an acknowledgement');
    expect(acknowledged).toEqual(['p2']);
    expect(fetches()).toEqual(['N2']);
  });

  it('opens a broken connection again, each time after a longer wait, and says so meanwhile', async () => {
    await connected(1);
    sockets[0]?.terminate();
    await until(() => listeners.state('s1')?.kind === 'waiting', 'the wait');
    expect(listeners.state('s1')?.problem).toMatchObject({ code: 'ERR_CHANNEL_UNREACHABLE' });
    time.advance(1_000);
    await connected(2);
    sockets[1]?.terminate();
    await until(() => listeners.state('s1')?.kind === 'waiting', 'the wait');
    time.advance(1_999);
    // Whoever was woken has had its turn by then.
    await new Promise((resolve) => setImmediate(resolve));
    expect(listeners.state('s1')?.kind).toBe('waiting');
    time.advance(1);
    await connected(3);
  });

  it('closes when the shop is switched off, and opens anew when it is changed', async () => {
    await connected(1);
    bed.context.db.transaction((tx) => {
      tx.prepare('UPDATE shops SET updated_at_ms = 5').run();
      tx.changed('shops');
    });
    await connected(2);
    await until(() => sockets[0]?.readyState === 3, 'the end of the connection');
    bed.context.db.transaction((tx) => {
      tx.prepare('UPDATE shops SET enabled = 0').run();
      tx.changed('shops');
    });
    await until(() => sockets[1]?.readyState === 3, 'the end of the connection');
    expect(listeners.state('s1')).toBeNull();
  });
});
