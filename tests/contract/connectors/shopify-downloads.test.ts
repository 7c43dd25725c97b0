import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import { shopifyConnector } from '#main/plugins/channels/shopify/shopify-connector.ts';
import { startShopifySimulator } from '#main/simulators/shopify/shopify-simulator.ts';
import type { ShopifySimulator } from '#main/simulators/shopify/shopify-simulator.ts';

const clock = { nowMs: () => Date.now() };
const { statusMap } = shopifyConnector;

describe('goods of Shopify that need no parcel', () => {
  let shop: ShopifySimulator;
  let http: ReturnType<typeof createNodeHttpClient>;
  beforeEach(async () => {
    shop = await startShopifySimulator();
    http = createNodeHttpClient({ clock });
  });
  afterEach(async () => {
    http.close();
    await shop.close();
  });

  const context = () => ({
    config: shopifyConnector.configSchema.parse({ shopDomain: shop.shopDomain, apiBaseUrl: shop.url }),
    credentials: shopifyConnector.credentialsSchema.parse({
      accessToken: shop.accessToken,
      clientSecret: shop.clientSecret,
    }),
    currency: 'USD',
    http,
    openSocket: () => Promise.reject(new Error('this channel has no long connection')),
    clock,
    signal: new AbortController().signal,
  });
  const order = () =>
    shop.orders.addOne({
      situation: 'paid',
      lines: [
        { code: 'MUG-BLK', quantity: 2 },
        { code: 'TEE-M', quantity: 1 },
      ],
    });
  const readNow = async (id: string) => {
    const fetched = await shopifyConnector.fetchOrder(context(), id);
    if (!fetched.ok || !fetched.value) throw new Error(`no order ${id}`);
    const reading = shopifyConnector.readOrder(fetched.value.payload, { currency: 'USD', statusMap });
    if (!reading.ok) throw new Error(JSON.stringify(reading));
    return reading.draft;
  };

  it('are not packed, and stay open at the platform when the goods beside them left', async () => {
    const { id, lines } = order();
    const [mugs, download] = lines;
    shop.orders.makeDigital(id, download?.number ?? '');
    const before = await readNow(id);
    expect(before).toMatchObject({
      fulfilment: 'received',
      holds: [],
      flags: expect.arrayContaining(['virtual']),
      lines: [
        { quantity: 2, cancelledQuantity: 0 },
        { quantity: 1, cancelledQuantity: 1, afterSales: 'none' },
      ],
    });
    const inParcel = [{ externalLineId: `gid://shopify/LineItem/${mugs?.number ?? ''}`, quantity: 2 }];
    const { platformData } = before;
    const parcel = { requestKey: '1', externalNumber: id, carrierId: 'zto', trackingNumber: '7310', platformData };
    expect(await shopifyConnector.confirmShipment(context(), { ...parcel, lines: inParcel, inParcel })).toMatchObject({
      ok: true,
    });
    expect(shop.books.shipmentsOf(id)).toMatchObject([{ lineNumbers: [mugs?.number] }]);
    const after = await readNow(id);
    expect(after.platformStatus).toBe('PAID/PARTIALLY_FULFILLED');
    expect(after).toMatchObject({ fulfilment: 'shipped', holds: [] });
  });

  it('alone are held for a person, and go to the table when goods are put on the order', async () => {
    const { id, lines } = order();
    for (const line of lines) shop.orders.makeDigital(id, line.number);
    expect(await readNow(id)).toMatchObject({
      payment: 'paid',
      fulfilment: 'received',
      holds: [{ kind: 'platform', reasonCode: 'nothing_to_ship', data: { vendorStatus: 'UNFULFILLED' } }],
    });
    const [line] = lines;
    if (line) line.requiresShipping = true;
    shop.orders.touch(id);
    expect(await readNow(id)).toMatchObject({ fulfilment: 'received', holds: [] });
  });
});
