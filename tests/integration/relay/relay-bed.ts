import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRelayLine } from '#main/app/relay/open-relay-line.ts';
import { createRelayServices } from '#main/app/relay/relay-services.ts';
import type { RelayServices } from '#main/app/relay/relay-services.ts';
import { readSecret } from '#main/db/repos/secrets-repo.ts';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import type { FromRelay } from '#main/lib/relay-messages.ts';
import { createSecretBox } from '#main/lib/secret-box.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { writePairingCode } from '#main/lib/relay-pairing.ts';
import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import { woocommerceConnector } from '#main/plugins/channels/woocommerce/woocommerce-connector.ts';
import { openRelayStore } from '#main/relay/relay-store.ts';
import { startRelay } from '#main/relay/start-relay.ts';
import type { Relay, RelayOptions } from '#main/relay/start-relay.ts';
import { findRelay, listMailboxes } from '#main/usecases/relay/manage-relay.ts';
import { readMailbox } from '#main/usecases/relay/read-relay.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { until } from '#tests/support/until.ts';
import { SYSTEM_ACT, openUseCaseBed } from '#tests/support/use-case-bed.ts';

type RelayedMessage = Extract<FromRelay, { type: 'push' }>;

export const WEBHOOK_SECRET = 'a secret of the shop';
const SEALER = createSecretBox(new Uint8Array(32).fill(7));

/** A folder for a relay, in memory where the system has such. */
export function relayFolder(): { readonly dir: string; readonly remove: () => void } {
  const dir = mkdtempSync(join(process.platform === 'linux' ? '/dev/shm' : tmpdir(), 'packbench-relay-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

export function pairingCodeOf(dir: string): string {
  const store = openRelayStore(dir, 100);
  const code = writePairingCode(store.addPairing('test', Date.now()));
  store.close();
  return code;
}

export function startTestRelay(dataDir: string, options: Partial<RelayOptions> = {}): Promise<Relay> {
  return startRelay({
    dataDir,
    host: '127.0.0.1',
    port: 0,
    tls: null,
    keepMs: 14 * 86_400_000,
    maxMb: 100,
    rate: { perSecond: 1_000, burst: 1_000 },
    nowMs: () => Date.now(),
    log: () => {},
    ...options,
  });
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Rejects where the connection broke before an answer. */
export function send(
  url: string,
  method: string,
  body = '',
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (part: string) => (text += part));
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text }));
      incoming.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** A delivery of WooCommerce that names an order and does not hold it. */
export function wooPush(url: string, order: number, secret = WEBHOOK_SECRET): Promise<Answer> {
  const body = JSON.stringify({ id: order, status: 'processing', note: 'Anna Muster' });
  return send(url, 'POST', body, {
    'content-type': 'application/json',
    'X-WC-Webhook-Topic': 'order.updated',
    'X-WC-Webhook-Delivery-ID': `delivery-${order}`,
    'X-WC-Webhook-Signature': createHmac('sha256', secret).update(body).digest('base64'),
  });
}

/** A workstation with one WooCommerce shop, whose link to the relay is started and stopped by the test. */
export function openRelayBed(connector: ChannelConnector = woocommerceConnector, credentials: object = {}) {
  const bed = openUseCaseBed();
  const secret = { now: WEBHOOK_SECRET };
  const openShop = (id: string): ConnectedShop => ({
    id,
    name: 'Shop',
    channelId: connector.id,
    currency: 'USD',
    warehouseId: 'w1',
    enabled: true,
    statusMap: connector.statusMap,
    connector,
    channelContext: () => ({
      config: { siteUrl: 'https://shop.example' },
      credentials: { consumerKey: 'ck', consumerSecret: 'cs', webhookSecret: secret.now, ...credentials },
      currency: 'USD',
      http: { send: () => Promise.reject(new Error('nobody is asked')) },
      openSocket: () => Promise.reject(new Error('nobody is asked')),
      clock: bed.clock,
      signal: new AbortController().signal,
    }),
  });
  let link: RelayServices = createRelayServices(bed.context, SEALER, openShop, systemTimers);
  const mailbox = () => readMailbox(bed.context.read, 's1');

  return {
    ...bed,
    secret,
    openShop,
    mailbox,
    link: () => link,
    /** Orders that pushes asked for, in the order in which they were taken in. */
    fetched: () =>
      bed.context.read
        .pluck<[], string>(
          "SELECT json_extract(payload_json, '$.externalNumber') FROM jobs WHERE topic = 'shop.fetch-order' ORDER BY rowid",
        )
        .all(),
    /** Pairs, opens the shop's mailbox and waits until the relay has it. */
    async join(address: string, code: string): Promise<string> {
      link.start();
      await link.pair(SYSTEM_ACT, { address, code });
      link.openMailbox(SYSTEM_ACT, openShop('s1'));
      const url = mailbox()?.pushAddress ?? '';
      for (let tries = 0; (await send(url, 'POST', 'x')).status === 404; tries += 1) {
        if (tries > 500) throw new Error('the relay never learned of the mailbox');
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await until(() => mailbox()?.refusedCount === 1, 'the probe');
      bed.context.db.transaction((tx) => tx.prepare('DELETE FROM relay_inbox').run());
      return url;
    },
    /** Fetches what waits as the workstation does, and goes without a word. */
    async drainWithoutWord(address: string): Promise<RelayedMessage[]> {
      const id = findRelay(bed.context.read)?.id ?? '';
      const { key, ...keys } = JSON.parse(readSecret(bed.context.read, SEALER, `relay:${id}`) ?? '{}') as {
        key: string;
        publicKey: string;
        privateKey: string;
      };
      const heard: RelayedMessage[] = [];
      let isAllHeard = false;
      const line = await openRelayLine(
        { address, pairing: { id, key }, keys },
        {
          openSocket: openJsonSocket,
          timers: systemTimers,
          nowMs: () => Date.now(),
          onMessage(message) {
            if (message.type === 'push') heard.push(message);
            isAllHeard ||= message.type === 'closed';
          },
        },
      );
      for (const mailbox of listMailboxes(bed.context.read))
        line.send({
          type: 'open',
          mailbox: mailbox.id,
          manners: {
            methods: ['POST'],
            answer: { status: 200, contentType: 'application/json', body: '{"ok":true}' },
            echoParameter: null,
          },
        });
      line.send({ type: 'drain' });
      // Answered after all that the relay had to send.
      line.send({ type: 'close', mailbox: 'of nobody' });
      await until(() => isAllHeard, 'the last word');
      line.close();
      await line.gone;
      return heard;
    },
    leave: () => link.stop(),
    /** As after a restart of the program. */
    comeBack() {
      link = createRelayServices(bed.context, SEALER, openShop, systemTimers);
      link.start();
    },
    async shut() {
      await link.stop();
      bed.close();
    },
  };
}
