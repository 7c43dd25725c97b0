import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import type { NodeHttpClient } from '#main/lib/http-node-client.ts';
import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import { jdConnector } from '#main/plugins/channels/jd/jd-connector.ts';
import { shopifyConnector } from '#main/plugins/channels/shopify/shopify-connector.ts';
import { woocommerceConnector } from '#main/plugins/channels/woocommerce/woocommerce-connector.ts';
import { startShopifySimulator } from '#main/simulators/shopify/shopify-simulator.ts';
import type { ShopifySimulator } from '#main/simulators/shopify/shopify-simulator.ts';
import { startWoocommerceSimulator } from '#main/simulators/woocommerce/woocommerce-simulator.ts';
import type { WoocommerceSimulator } from '#main/simulators/woocommerce/woocommerce-simulator.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { saveShopSchedules } from '#main/usecases/shops/shop-schedules.ts';
import { checkWebhooks, fixWebhook, readWebhookReport } from '#main/usecases/shops/webhooks/check-webhooks.ts';
import type { WebhookReport } from '#shared/contract/webhooks.ts';
import { SYSTEM_ACT, openUseCaseBed } from '#tests/support/use-case-bed.ts';
import { z } from 'zod';

const RELAY = 'https://relay.example.com';
const MAILBOX = 'mailbox-of-the-shop-1';
const ADDRESS = `${RELAY}/push/${MAILBOX}`;
const OLD = 'https://relay.example.com/push/mailbox-of-last-year';
const DIRECT = 'http://127.0.0.1:9/push/s1';

let bed: ReturnType<typeof openUseCaseBed>;
let http: NodeHttpClient;
beforeEach(() => {
  bed = openUseCaseBed();
  http = createNodeHttpClient({ clock: bed.clock });
  // A push came, so that its absence is no finding.
  bed.context.db.transaction((tx) => {
    tx.prepare<[number, number]>(
      "INSERT INTO track_days (shop_id, day_start_ms, last_push_at_ms) VALUES ('s1', ?, ?)",
    ).run(bed.clock.atMs - (bed.clock.atMs % 86_400_000), bed.clock.atMs);
  });
});
afterEach(() => {
  http.close();
  bed.close();
});

function openMailbox(): void {
  bed.context.db.transaction((tx) => {
    tx.prepare("INSERT INTO relays (id, address, created_at_ms) VALUES ('r1', ?, 0)").run(RELAY);
    tx.prepare("INSERT INTO relay_mailboxes (id, relay_id, shop_id, created_at_ms) VALUES (?, 'r1', 's1', 0)").run(
      MAILBOX,
    );
  });
}

function shopOf(connector: ChannelConnector, config: object, credentials: object): ConnectedShop {
  return {
    id: 's1',
    name: 'Shop',
    channelId: connector.id,
    currency: 'USD',
    warehouseId: 'w1',
    enabled: true,
    statusMap: [],
    connector,
    channelContext: () => ({
      config: connector.configSchema.parse(config),
      credentials: connector.credentialsSchema.parse(credentials),
      currency: 'USD',
      http,
      openSocket: () => Promise.reject(new Error('nobody is asked')),
      clock: bed.clock,
      signal: new AbortController().signal,
    }),
  };
}

const signal = new AbortController().signal;
const keysOf = ({ findings }: WebhookReport) =>
  findings.map(({ kind, data }) => [kind, data['topic']].join(' ').trim());
const check = (shop: ConnectedShop) => checkWebhooks(bed.context, shop, signal);

/** Presses every button, one after another, until none is left. */
async function fixAll(shop: ConnectedShop): Promise<WebhookReport> {
  let report = await check(shop);
  for (let presses = 0; presses < 10; presses += 1) {
    const next = report.findings.find(({ canFix }) => canFix);
    if (!next) return report;
    report = await fixWebhook(bed.context, SYSTEM_ACT, shop, next.key, signal);
  }
  throw new Error('the findings never end');
}

describe('the webhooks of a Shopify shop', () => {
  let shopify: ShopifySimulator;
  let shop: ConnectedShop;
  beforeEach(async () => {
    shopify = await startShopifySimulator({ clock: bed.clock, bucketSize: 100_000 });
    shop = shopOf(
      shopifyConnector,
      { shopDomain: shopify.shopDomain, apiBaseUrl: shopify.url },
      { accessToken: shopify.accessToken, clientSecret: shopify.clientSecret },
    );
  });
  afterEach(() => shopify.close());

  it('are right where one subscription of all updates comes here', async () => {
    shopify.subscriptions.add('orders/updated', DIRECT);
    const report = await check(shop);
    expect(report).toMatchObject({ canInspect: true, findings: [], subscriptions: [{ topic: 'ORDERS_UPDATED' }] });
    expect(readWebhookReport(bed.context.read, 's1')).toEqual(report);
  });

  it('are missing without one, and are made by a button once there is an address', async () => {
    expect((await check(shop)).findings).toMatchObject([{ kind: 'missing', canFix: false }]);
    openMailbox();
    expect((await fixAll(shop)).findings).toEqual([]);
    expect(shopify.subscriptions.all()).toMatchObject([{ topic: 'orders/updated', uri: ADDRESS }]);
  });

  it('lose what tells the same twice: orders/create beside orders/updated, the tunnel beside the relay', async () => {
    openMailbox();
    for (const topic of ['orders/create', 'orders/updated', 'orders/paid']) shopify.subscriptions.add(topic, ADDRESS);
    shopify.subscriptions.add('orders/updated', DIRECT);
    expect(keysOf(await check(shop)).toSorted()).toEqual([
      'covered ORDERS_CREATE',
      'covered ORDERS_PAID',
      'twice ORDERS_UPDATED',
    ]);
    expect((await fixAll(shop)).findings).toEqual([]);
    expect(shopify.subscriptions.all()).toMatchObject([{ topic: 'orders/updated', uri: ADDRESS }]);
  });

  it('are moved here from an address of last year', async () => {
    openMailbox();
    shopify.subscriptions.add('orders/updated', OLD);
    expect(keysOf(await check(shop))).toEqual(['elsewhere ORDERS_UPDATED']);
    expect((await fixAll(shop)).findings).toEqual([]);
    expect(shopify.subscriptions.all()).toMatchObject([{ uri: ADDRESS }]);
  });

  it('are moved from the tunnel to the relay once the shop has an address there', async () => {
    shopify.subscriptions.add('orders/updated', DIRECT);
    expect((await check(shop)).findings).toEqual([]);
    openMailbox();
    expect((await fixAll(shop)).findings).toEqual([]);
    expect(shopify.subscriptions.all()).toMatchObject([{ uri: ADDRESS }]);
  });

  it('are not the fault where the clocks differ', async () => {
    shopify.subscriptions.add('orders/updated', DIRECT);
    shopify.faults.switchOn({ kind: 'clock-skew', skewMs: 7 * 60_000 });
    const { findings } = await check(shop);
    expect(findings).toMatchObject([{ kind: 'clock_skew', level: 'stop', data: { direction: 'behind' } }]);
    expect(Math.abs(Number(findings[0]?.data['seconds']) - 420)).toBeLessThan(60);
  });

  it('cannot be read where the platform says no, and says so in its words', async () => {
    const barred = shopOf(
      shopifyConnector,
      { shopDomain: shopify.shopDomain, apiBaseUrl: shopify.url },
      { accessToken: 'wrong', clientSecret: 'x' },
    );
    const { findings } = await check(barred);
    expect(findings).toMatchObject([{ kind: 'not_readable', problem: { code: 'ERR_CHANNEL_AUTH' } }]);
  });

  it('are not touched for a finding that is gone', async () => {
    openMailbox();
    await fixAll(shop);
    await expect(fixWebhook(bed.context, SYSTEM_ACT, shop, 'missing:ORDERS_UPDATED', signal)).rejects.toMatchObject({
      code: 'ERR_WEBHOOK_NOT_FIXABLE',
    });
  });
});

describe('the webhooks of a WooCommerce shop', () => {
  let woo: WoocommerceSimulator;
  let shop: ConnectedShop;
  const connect = (webhookSecret: string) =>
    shopOf(
      woocommerceConnector,
      { siteUrl: woo.url },
      { consumerKey: woo.consumerKey, consumerSecret: woo.consumerSecret, webhookSecret },
    );
  beforeEach(async () => {
    woo = await startWoocommerceSimulator({ clock: bed.clock });
    shop = connect(woo.webhookSecret);
  });
  afterEach(() => woo.close());

  it('are switched on again that WooCommerce switched off, and others’ are left alone', async () => {
    openMailbox();
    woo.subscriptions.add({ topic: 'order.created', deliveryUrl: ADDRESS });
    woo.subscriptions.add({ topic: 'order.updated', deliveryUrl: ADDRESS, status: 'disabled' });
    woo.subscriptions.add({ topic: 'order.updated', deliveryUrl: 'https://books.example/hook' });
    woo.subscriptions.add({ topic: 'order.created', deliveryUrl: ADDRESS });
    expect(keysOf(await check(shop))).toEqual(['disabled order.updated', 'twice order.created']);
    expect((await fixAll(shop)).findings).toEqual([]);
    expect(woo.subscriptions.list().map(({ topic, status }) => `${topic} ${status}`)).toEqual([
      'order.created active',
      'order.updated active',
      'order.updated active',
    ]);
  });

  it('are made with the secret of the shop’s form, and not without one', async () => {
    openMailbox();
    await check(connect(''));
    await expect(
      fixWebhook(bed.context, SYSTEM_ACT, connect(''), 'missing:order.updated', signal),
    ).rejects.toMatchObject({ code: 'ERR_CHANNEL_REFUSED' });
    expect((await fixAll(shop)).findings).toEqual([]);
    expect(woo.requests.entries('webhooks.create').at(-1)?.body).toContain(JSON.stringify(woo.webhookSecret));
  });
});

describe('the pushes that came', () => {
  const judge = async () => (await check(shopOf(withoutList, {}, {}))).findings;
  const withoutList: ChannelConnector = {
    ...jdConnector,
    configSchema: z.unknown(),
    credentialsSchema: z.unknown(),
    capabilities: { ...jdConnector.capabilities, pushWebhook: true },
  };

  it('are missing, repeated, refused or lost: each is said with its number', async () => {
    expect(await judge()).toEqual([]);
    openMailbox();
    bed.context.db.transaction((tx) => {
      tx.prepare('UPDATE track_days SET push_missed = 3').run();
      tx.prepare<[number]>(
        'INSERT INTO sync_cursors (shop_id, stream, watermark_ms, last_failure_at_ms, failure_json) VALUES (\'s1\', \'push\', 0, ?, \'{"code":"ERR_CHANNEL_SIGNATURE_INVALID","data":{}}\')',
      ).run(bed.clock.atMs);
      tx.prepare<[number]>(
        `INSERT INTO raw_messages (id, shop_id, source, topic, external_number, api_version, signature, delivery_id, payload, payload_bytes, sha256, received_at_ms, last_seen_at_ms, state, seen_count)
         VALUES ('m1', 's1', 'push', 'orders/updated', 'N1', '1', 'valid', 'd1', x'00', 1, 'x', ?, 0, 'hint', 7)`,
      ).run(bed.clock.atMs);
      tx.prepare<[number]>(
        "INSERT INTO relay_inbox (mailbox_id, sequence, shop_id, received_at_ms, arrived_at_ms, delivery, problem_json) VALUES ('m', 1, 's1', ?, 0, x'00', '{\"code\":\"ERR_CHANNEL_PUSH_UNREADABLE\",\"data\":{}}')",
      ).run(bed.clock.atMs);
      tx.prepare('UPDATE relay_mailboxes SET unreadable_count = 2').run();
    });
    expect((await judge()).map(({ kind, level, data }) => [kind, level, data])).toEqual([
      ['signature', 'stop', {}],
      ['relay_refused', 'stop', { n: 1 }],
      ['gaps', 'warn', { n: 3 }],
      ['repeated', 'warn', { n: 6, of: 7, percent: 86 }],
      ['relay_lost', 'warn', { n: 2 }],
    ]);
    bed.clock.atMs += 3 * 86_400_000;
    expect((await judge()).map(({ kind }) => kind)).toEqual(['relay_refused', 'relay_lost', 'none_arrived']);
    // Refused ones are kept for two weeks, and counted as lost then.
    bed.clock.atMs += 12 * 86_400_000;
    expect((await judge()).map(({ kind, data }) => [kind, data['n']])).toEqual([
      ['relay_lost', 3],
      ['none_arrived', undefined],
    ]);
  });

  it('are looked at once a day', () => {
    const how = { enabled: true, pollIntervalMs: 60_000 };
    bed.context.db.transaction((tx) => saveShopSchedules(tx, 0, 's1', withoutList, how));
    expect(
      bed.context.read.prepare("SELECT interval_ms AS ms, enabled FROM schedules WHERE name = 'webhooks:s1'").get(),
    ).toEqual({ ms: 86_400_000, enabled: 1 });
  });

  it('need a platform that sends any', async () => {
    await expect(
      check(shopOf({ ...withoutList, capabilities: jdConnector.capabilities }, {}, {})),
    ).rejects.toMatchObject({ code: 'ERR_RELAY_NO_WEBHOOKS' });
  });
});
