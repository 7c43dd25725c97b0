import { afterEach, describe, expect, it } from 'vitest';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import type { NodeHttpClient } from '#main/lib/http-node-client.ts';
import { shopifyConnector } from '#main/plugins/channels/shopify/shopify-connector.ts';
import { startShopifySimulator } from '#main/simulators/shopify/shopify-simulator.ts';
import type { ShopifySimulator, ShopifySimulatorOptions } from '#main/simulators/shopify/shopify-simulator.ts';
import { allOf } from '#tests/contract/connectors/scripted-http.ts';
import { z } from 'zod';

const HOUR = 3_600_000;
const Costly = z.object({ extensions: z.object({ cost: z.object({ requestedQueryCost: z.number() }) }) });
const clock = { nowMs: () => Date.now() };
const { statusMap } = shopifyConnector;
const open: { shop: ShopifySimulator; http: NodeHttpClient }[] = [];

afterEach(async () => {
  for (const { shop, http } of open.splice(0)) {
    http.close();
    await shop.close();
  }
});

async function start(options: ShopifySimulatorOptions = {}, config: object = {}) {
  const shop = await startShopifySimulator({ bucketSize: 100_000, restorePerSecond: 10_000, ...options });
  const http = createNodeHttpClient({ clock });
  open.push({ shop, http });
  const context = {
    config: shopifyConnector.configSchema.parse({
      shopDomain: shop.shopDomain,
      apiBaseUrl: shop.url,
      requestTimeoutMs: 2_000,
      ...config,
    }),
    credentials: shopifyConnector.credentialsSchema.parse({
      accessToken: shop.accessToken,
      clientSecret: shop.clientSecret,
    }),
    currency: 'USD',
    http,
    openSocket: openJsonSocket,
    clock,
    signal: new AbortController().signal,
  };
  const refunds = async () => {
    const window = { fromMs: Date.now() - HOUR, toMs: Date.now() + 1_000 };
    const results = await allOf(shopifyConnector.pullRefunds?.(context, window) ?? nothing());
    expect(results.filter((result) => !result.ok)).toEqual([]);
    return results.flatMap((result) => (result.ok ? [...result.value] : []));
  };
  const push = async (...items: readonly (readonly [sku: string, units: number])[]) => {
    const asked = items.map(([skuCode, availableUnits]) => ({
      skuCode,
      availableUnits,
      externalItemId: null,
      externalSkuId: null,
    }));
    const pushed = await shopifyConnector.pushStock?.(context, asked);
    if (!pushed?.ok) throw new Error(JSON.stringify(pushed));
    return pushed.value.map(({ skuCode, failure }) => [skuCode, failure?.kind ?? null, failure?.vendorCode ?? null]);
  };
  return { shop, context, refunds, push };
}

async function* nothing(): AsyncGenerator<never> {
  // The connector lacks the method, which the expectation shows.
}

describe('refunds of Shopify', () => {
  it('come with amount and lines, and tell goods that came back from goods that never left', async () => {
    const { shop, context, refunds } = await start();
    shop.orders.add(7, { situation: 'paid' });
    const order = shop.orders.addOne({ situation: 'paid', lines: [{ code: 'MUG-BLK', quantity: 3 }] });
    const line = order.lines[0];
    if (!line) throw new Error('one line');
    shop.orders.refund(order.id, line.number, 1);
    const parcel = {
      requestKey: '1',
      externalNumber: order.id,
      carrierId: 'sf-express',
      trackingNumber: 'SF1',
      lines: [],
      platformData: {},
    };
    expect(await shopifyConnector.confirmShipment(context, parcel)).toMatchObject({ ok: true });
    shop.orders.refund(order.id, line.number, 2);
    const found = await refunds();
    const read = found.map((message) => shopifyConnector.readRefund?.(message.payload, { currency: 'USD', statusMap }));
    const of = (kind: string, quantity: number, index: number) => ({
      ok: true,
      draft: {
        externalNumber: order.id,
        state: 'refunded',
        kind,
        amountMinor: order.refunds[index]?.totalMinor,
        currency: 'USD',
        lines: [{ externalLineId: `gid://shopify/LineItem/${line.number}`, quantity }],
      },
    });
    expect(read).toMatchObject([of('refund_only', 1, 0), of('return_and_refund', 2, 1)]);
  });

  it('are read whole when they have more lines than a page', async () => {
    const { shop, refunds } = await start();
    const order = shop.orders.addOne({ situation: 'paid', lines: [{ code: 'MUG-BLK', quantity: 1 }] });
    const lines = Array.from({ length: 25 }, (_, index) => ({
      number: String(9_000 + index),
      lineNumber: order.lines[0]?.number ?? '',
      quantity: 1,
      restockType: 'RETURN' as const,
    }));
    order.refunds.push({ number: '8000', createdAtMs: Date.now(), totalMinor: 100, lines });
    shop.orders.touch(order.id);
    const [message] = await refunds();
    const read = shopifyConnector.readRefund?.(message?.payload ?? new Uint8Array(), { currency: 'USD', statusMap });
    expect(read?.ok && read.draft.lines).toHaveLength(25);
  });

  it('are all read when an order has more of them than one answer holds', async () => {
    const { shop, refunds } = await start();
    const order = shop.orders.addOne({ situation: 'paid', lines: [{ code: 'MUG-BLK', quantity: 60 }] });
    for (let unit = 0; unit < 45; unit += 1) shop.orders.refund(order.id, order.lines[0]?.number, 1);
    const found = await refunds();
    expect(new Set(found.map(({ refundNumber }) => refundNumber)).size).toBe(45);
    for (const { payload } of found)
      expect(shopifyConnector.readRefund?.(payload, { currency: 'USD', statusMap })).toMatchObject({ ok: true });
  });

  it('are refused with a code when their bytes are broken', () => {
    for (const bytes of ['', '{}', '{"orderId":"1","refund":{"id":"2"},"lines":[]}'])
      expect(shopifyConnector.readRefund?.(Buffer.from(bytes), { currency: 'USD', statusMap })).toMatchObject({
        ok: false,
        code: 'ERR_CHANNEL_ORDER_UNREADABLE',
      });
  });
});

describe('stock of Shopify', () => {
  it('is set absolute, with an outcome for each, and a bad item does not stop the others', async () => {
    const { shop, push } = await start();
    const untracked = shop.variant('TEE-S');
    if (untracked) untracked.tracked = false;
    const items = [
      ['MUG-BLK', 7],
      ['MUG-WHT', 0],
      ['TEE-M', 2_000_000_000],
      ['TEE-S', 5],
      ['NO-SUCH', 1],
    ] as const;
    expect(await push(...items)).toEqual([
      ['MUG-BLK', null, null],
      ['MUG-WHT', null, null],
      ['TEE-M', 'refused', 'INVALID_QUANTITY_TOO_HIGH'],
      ['TEE-S', 'refused', 'not_tracked'],
      ['NO-SUCH', 'refused', 'sku_not_found'],
    ]);
    expect(['MUG-BLK', 'MUG-WHT', 'TEE-M', 'TEE-S'].map((sku) => shop.variant(sku)?.available)).toEqual([
      7, 0, 100, 100,
    ]);
  });

  it('is set again to a number that stood there before', async () => {
    const { shop, push } = await start();
    for (const units of [5, 3, 5]) expect(await push(['MUG-BLK', units])).toEqual([['MUG-BLK', null, null]]);
    expect(shop.variant('MUG-BLK')).toMatchObject({ available: 5, writes: 3 });
  });

  it('may be sent again when the answer is lost', async () => {
    const { shop, push } = await start();
    shop.faults.switchOn({ kind: 'connection-reset', operation: 'inventorySetQuantities', phase: 'after' });
    expect(await push(['MUG-BLK', 5])).toEqual([['MUG-BLK', 'retry', null]]);
    expect(await push(['MUG-BLK', 5])).toEqual([['MUG-BLK', null, null]]);
    expect(shop.variant('MUG-BLK')?.available).toBe(5);
  });

  it('needs a scope, and says so', async () => {
    const { context } = await start({ scopes: ['read_orders'] });
    const item = { skuCode: 'MUG-BLK', availableUnits: 1, externalItemId: null, externalSkuId: null };
    expect(await shopifyConnector.pushStock?.(context, [item])).toMatchObject({ ok: false, failure: { kind: 'auth' } });
  });

  it('finds a SKU with quotation marks in it', async () => {
    const { push } = await start();
    expect(await push(['3" "tube\\', 1])).toEqual([['3" "tube\\', 'refused', 'sku_not_found']]);
  });
});

describe('limits of Shopify', () => {
  it('hold: no page of the default size is too costly, and a change costs what its limit says', async () => {
    const { shop, context, push } = await start({ bucketSize: 2_000, restorePerSecond: 100 });
    const order = shop.orders.addOne({ situation: 'paid' });
    shop.orders.addOne({ situation: 'refund-requested' });
    const window = { fromMs: Date.now() - HOUR, toMs: Date.now() + 1_000 };
    await allOf(shopifyConnector.pullChanges(context, window));
    await allOf(shopifyConnector.pullRefunds?.(context, window) ?? nothing());
    await shopifyConnector.listPaidOrders(context, window);
    await push(['MUG-BLK', 1]);
    await shopifyConnector.confirmShipment(context, {
      requestKey: '1',
      externalNumber: order.id,
      carrierId: 'zto',
      trackingNumber: 'Z1',
      lines: [],
      platformData: {},
    });
    const costs = new Map(
      shop.requests.entries().map((entry) => {
        const { cost } = Costly.parse(JSON.parse(entry.answer ?? '{}')).extensions;
        return [`shopify.${/(?:query|mutation) (\w+)/.exec(entry.body)?.[1]}`, cost.requestedQueryCost];
      }),
    );
    expect([...costs.keys()]).toEqual(
      expect.arrayContaining([
        'shopify.ChangedOrders',
        'shopify.ChangedRefunds',
        'shopify.OrderRefunds',
        'shopify.ShipState',
      ]),
    );
    for (const { operation, calls, perMs } of shopifyConnector.rateLimits ?? [])
      expect([operation, (100 * perMs) / 1_000 / (costs.get(operation) ?? 0)]).toEqual([operation, calls]);
  });
});
