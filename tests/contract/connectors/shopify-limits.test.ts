import { afterEach, expect, it } from 'vitest';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import type { NodeHttpClient } from '#main/lib/http-node-client.ts';
import { shopifyConnector } from '#main/plugins/channels/shopify/shopify-connector.ts';
import { demoCatalogue } from '#main/simulators/kit/demo-catalogue.ts';
import { startShopifySimulator } from '#main/simulators/shopify/shopify-simulator.ts';
import type { ShopifySimulator, ShopifySimulatorOptions } from '#main/simulators/shopify/shopify-simulator.ts';
import { allOf } from '#tests/contract/connectors/scripted-http.ts';

const clock = { nowMs: () => Date.now() };
const open: { shop: ShopifySimulator; http: NodeHttpClient }[] = [];

afterEach(async () => {
  for (const { shop, http } of open.splice(0)) {
    http.close();
    await shop.close();
  }
});

async function start(options: ShopifySimulatorOptions, config: object = {}) {
  const shop = await startShopifySimulator(options);
  const http = createNodeHttpClient({ clock });
  open.push({ shop, http });
  const context = {
    config: shopifyConnector.configSchema.parse({ shopDomain: shop.shopDomain, apiBaseUrl: shop.url, ...config }),
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
  const pull = async () => {
    const results = await allOf(
      shopifyConnector.pullChanges(context, { fromMs: Date.now() - 3_600_000, toMs: Date.now() + 1 }),
    );
    expect(results.filter((result) => !result.ok)).toEqual([]);
    return results.flatMap((result) => (result.ok ? [...result.value.messages] : []));
  };
  return { shop, context, pull };
}

it('reads and reports an order of more than 250 lines', async () => {
  const { shop, context, pull } = await start({ bucketSize: 100_000, restorePerSecond: 100_000 });
  const [good] = demoCatalogue();
  const order = shop.orders.addOne({
    situation: 'paid',
    lines: Array.from({ length: 311 }, () => ({ code: good?.code ?? '', quantity: 1 })),
  });
  const [message] = await pull();
  const reading = shopifyConnector.readOrder(message?.payload ?? new Uint8Array(), {
    currency: 'USD',
    statusMap: shopifyConnector.statusMap,
  });
  const lines = reading.ok ? reading.draft.lines : [];
  expect(new Set(lines.map((line) => line.externalLineId)).size).toBe(311);
  const parcel = {
    requestKey: 'ship-1',
    externalNumber: order.id,
    carrierId: 'sf-express',
    trackingNumber: 'SF1040275268927',
    lines: lines.slice(300).map((line) => ({ externalLineId: line.externalLineId, quantity: line.quantity })),
    platformData: {},
  };
  expect(await shopifyConnector.confirmShipment(context, parcel)).toMatchObject({
    ok: true,
    value: { alreadyDone: false },
  });
  expect(shop.books.shipmentsOf(order.id)[0]?.lineNumbers).toHaveLength(11);
});

const WHOLE_PURSE = { bucketSize: 100_000, restorePerSecond: 100_000 };

async function sentOneByOne(parcels: number) {
  const { shop, context, pull } = await start(WHOLE_PURSE);
  const [good] = demoCatalogue();
  const order = shop.orders.addOne({ situation: 'paid', lines: [{ code: good?.code ?? '', quantity: parcels + 1 }] });
  const parcel = (number: number) => ({
    requestKey: `ship-${number}`,
    externalNumber: order.id,
    carrierId: 'sf-express',
    trackingNumber: `SF${number}`,
    lines: [{ externalLineId: `gid://shopify/LineItem/${order.lines[0]?.number ?? ''}`, quantity: 1 }],
    platformData: {},
  });
  for (let number = 1; number <= parcels; number += 1)
    expect(await shopifyConnector.confirmShipment(context, parcel(number))).toMatchObject({ ok: true });
  const readNow = async () => {
    const [message] = await pull();
    return shopifyConnector.readOrder(message?.payload ?? new Uint8Array(), {
      currency: 'USD',
      statusMap: shopifyConnector.statusMap,
    });
  };
  return { shop, context, order, parcel, readNow };
}

it('knows all parcels of an order that left in more of them than come with it, and reports none twice', async () => {
  const { shop, context, order, parcel, readNow } = await sentOneByOne(104);
  const reading = await readNow();
  const waybills = reading.ok ? reading.draft.externalIds.filter(({ kind }) => kind === 'waybill') : [];
  expect(waybills).toHaveLength(104);
  expect(await shopifyConnector.confirmShipment(context, parcel(103))).toMatchObject({
    ok: true,
    value: { alreadyDone: true },
  });
  expect(shop.books.shipmentsOf(order.id)).toHaveLength(104);
});

it('parks an order of which the platform shows no end, reports nothing of it, and reads the others', async () => {
  const { shop, context, order, parcel, readNow } = await sentOneByOne(1);
  const [sent] = order.fulfillments;
  if (!sent) throw new Error('one fulfillment');
  order.fulfillments.push(...Array.from({ length: 250 }, (_, index) => ({ ...sent, number: String(9_000 + index) })));
  shop.orders.touch(order.id);
  expect(await readNow()).toEqual({
    ok: false,
    code: 'ERR_CHANNEL_ORDER_UNREADABLE',
    data: { reason: 'list_without_end', field: 'fulfillments' },
  });
  expect(await shopifyConnector.confirmShipment(context, parcel(2))).toMatchObject({
    ok: false,
    failure: { kind: 'refused', code: 'ERR_CHANNEL_REFUSED' },
  });
  expect(shop.books.shipmentsOf(order.id)).toHaveLength(1);
});

it('knows since when orders are shown to an app that may not see all of them', async () => {
  const all = await start({});
  expect(await shopifyConnector.shownSince?.(all.context)).toMatchObject({ ok: true, value: null });
  const some = await start({ scopes: ['read_orders'] });
  const since = await shopifyConnector.shownSince?.(some.context);
  expect(since?.ok && since.value).toBeLessThanOrEqual(Date.now() - 60 * 86_400_000);
});

it('waits for points instead of failing when the bucket runs dry', async () => {
  const { shop, pull } = await start({ bucketSize: 1_000, restorePerSecond: 2_000 });
  const numbers = shop.orders.add(60, { situation: 'paid', spreadMs: 1_800_000 }).map((order) => order.id);
  expect((await pull()).map((message) => message.externalNumber).toSorted()).toEqual(numbers.toSorted());
});

it('gets a costly page in between cheap calls that never end, and in its turn', async () => {
  const { shop, context, pull } = await start({ bucketSize: 1_000, restorePerSecond: 1_000 });
  const orders = shop.orders.add(24, { situation: 'paid', spreadMs: 1_800_000 });
  const [first] = orders;
  let isPulled = false;
  const eager = async () => {
    while (!isPulled) await shopifyConnector.fetchOrder(context, first?.id ?? '');
  };
  const others = Promise.all(Array.from({ length: 6 }, eager));
  const pulled = await pull().finally(() => (isPulled = true));
  await others;
  expect(pulled).toHaveLength(orders.length);
});

it('asks for less when one query costs more than the shop allows', async () => {
  const { shop, pull } = await start(
    { bucketSize: 10_000, restorePerSecond: 10_000, maximumQueryCost: 300 },
    { ordersPerPage: 100 },
  );
  const numbers = shop.orders.add(12, { situation: 'paid', spreadMs: 1_800_000 }).map((order) => order.id);
  expect((await pull()).map((message) => message.externalNumber).toSorted()).toEqual(numbers.toSorted());
  expect(shop.requests.count('orders')).toBeGreaterThan(3);
});

it('finds an order by the name that merchants read, with and without its number sign', async () => {
  const { shop, context } = await start({});
  const [, second] = shop.orders.add(3, { situation: 'paid' });
  const name = second?.name ?? '';
  expect(name).toMatch(/^#\d+$/);
  for (const typed of [name, name.slice(1)])
    expect(await shopifyConnector.fetchOrder(context, typed)).toMatchObject({
      ok: true,
      value: { externalNumber: second?.id },
    });
  expect(await shopifyConnector.fetchOrder(context, '#1')).toMatchObject({ ok: true, value: null });
});
