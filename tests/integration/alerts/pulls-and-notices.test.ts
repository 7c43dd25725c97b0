import { afterEach, beforeEach, expect, it } from 'vitest';
import { watchApiNotices } from '#main/app/watch-api-notices.ts';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import type { ApiNotice, ChannelPage } from '#main/plugins/channels/channel-connector.ts';
import { fileConnector } from '#main/plugins/channels/file/file-connector.ts';
import { shopifyVersionEndMs } from '#main/plugins/channels/shopify/api-version.ts';
import { shopifyConnector } from '#main/plugins/channels/shopify/shopify-connector.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { startShopifySimulator } from '#main/simulators/shopify/shopify-simulator.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { pullShop } from '#main/usecases/shops/pull-shop.ts';
import { SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

let bed: ReturnType<typeof openUseCaseBed>;
beforeEach(() => {
  bed = openUseCaseBed();
});
afterEach(() => bed.close());

const signal = new AbortController().signal;
const refused: PluginResult<ChannelPage> = failed({
  kind: 'auth',
  code: 'ERR_CHANNEL_AUTH',
  retryAfterMs: null,
  vendorCode: null,
  vendorText: 'no',
});
const page = (numbers: readonly string[]): PluginResult<ChannelPage> =>
  succeeded({
    page: 1,
    of: 1,
    messages: numbers.map((number) => ({
      externalNumber: number,
      payload: new TextEncoder().encode(JSON.stringify(paidDraft(number, 'A', 1))),
    })),
  });

function pull(answer: PluginResult<ChannelPage>) {
  bed.clock.atMs += 300_000;
  const shop: ConnectedShop = {
    id: 's1',
    name: 'Shop',
    channelId: 'json',
    currency: 'CNY',
    warehouseId: 'w1',
    enabled: true,
    statusMap: [],
    channelContext: () => ({
      config: {},
      credentials: {},
      currency: 'CNY',
      http: { send: () => Promise.reject(new Error('nobody is asked')) },
      openSocket: () => Promise.reject(new Error('nobody is asked')),
      clock: bed.clock,
      signal,
    }),
    connector: {
      ...fileConnector,
      readOrder: (payload) => ({ ok: true, draft: JSON.parse(new TextDecoder().decode(payload)), messages: [] }),
      async *pullChanges() {
        yield answer;
      },
    },
  };
  return pullShop(bed.context, SYSTEM_ACT, shop, signal);
}

const streak = () =>
  bed.context.read
    .prepare<[], { failures: number; empties: number; empty_from_ms: number | null; empty_until_ms: number | null }>(
      'SELECT failures, empties, empty_from_ms, empty_until_ms FROM pull_streaks',
    )
    .get();

it('each pull counts into its row: failures, empty ones with their span, and a full one ends both', async () => {
  bed.addSku('A', 10);
  bed.context.db.transaction((tx) =>
    tx
      .prepare<[number]>("INSERT INTO sync_cursors (shop_id, stream, watermark_ms) VALUES ('s1', 'orders', ?)")
      .run(bed.clock.atMs),
  );
  await pull(page(['FIRST']));
  await pull(refused);
  await pull(refused);
  expect(streak()).toMatchObject({ failures: 2, empties: 0 });
  await pull(page([]));
  const fromMs = streak()?.empty_from_ms ?? 0;
  expect(streak()).toMatchObject({ failures: 0, empties: 1, empty_until_ms: bed.clock.atMs });
  await pull(refused);
  await pull(page([]));
  expect(streak()).toMatchObject({ failures: 0, empties: 2, empty_from_ms: fromMs, empty_until_ms: bed.clock.atMs });
  await pull(page(['SECOND']));
  expect(streak()).toBeUndefined();
});

it('what Shopify says of its API in its answers is heard, and only then', async () => {
  const simulator = await startShopifySimulator();
  const heard: ApiNotice[] = [];
  const http = watchApiNotices(createNodeHttpClient({ clock: bed.clock }), shopifyConnector, (notice) =>
    heard.push(notice),
  );
  const ask = () =>
    shopifyConnector.testConnection({
      config: shopifyConnector.configSchema.parse({ shopDomain: simulator.shopDomain, apiBaseUrl: simulator.url }),
      credentials: shopifyConnector.credentialsSchema.parse({
        accessToken: simulator.accessToken,
        clientSecret: simulator.clientSecret,
      }),
      currency: 'USD',
      http,
      openSocket: () => Promise.reject(new Error('nobody is asked')),
      clock: bed.clock,
      signal,
    });
  expect(await ask()).toMatchObject({ ok: true });
  expect(heard).toEqual([]);
  simulator.announceDeprecation('Order.phone will be removed in 2027-01');
  expect(await ask()).toMatchObject({ ok: true });
  expect(heard).toEqual([{ kind: 'deprecated', text: 'Order.phone will be removed in 2027-01' }]);
  await simulator.close();
});

it('a version that was served in the place of the one asked for is a word on it, too', () => {
  const say = shopifyConnector.readApiNotice;
  expect(say?.({ 'x-shopify-api-version': '2027-01' })).toEqual({ kind: 'other_version', text: '2027-01' });
  expect(say?.({ 'x-shopify-api-version': shopifyConnector.apiVersion })).toBeNull();
  expect(say?.({})).toBeNull();
});

it('a version of Shopify ends twelve months after its first day', () => {
  expect(new Date(shopifyVersionEndMs('2026-10')).toISOString()).toBe('2027-10-01T00:00:00.000Z');
  expect(shopifyConnector.apiVersionEndsAtMs).toBe(shopifyVersionEndMs(shopifyConnector.apiVersion));
});
