import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import type { NodeHttpClient } from '#main/lib/http-node-client.ts';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import type { ConfirmShipmentRequest } from '#main/plugins/channels/channel-connector.ts';
import { wechatShopConnector } from '#main/plugins/channels/wechat-shop/wechat-shop-connector.ts';
import { demoCatalogue } from '#main/simulators/kit/demo-catalogue.ts';
import { pushSignature, sealPush } from '#main/simulators/wechat-shop/store-pushes.ts';
import { startWechatShopSimulator } from '#main/simulators/wechat-shop/wechat-shop-simulator.ts';
import type { WechatShopSimulator } from '#main/simulators/wechat-shop/wechat-shop-simulator.ts';

const HOUR = 3_600_000;
const READ = { currency: 'CNY', statusMap: wechatShopConnector.statusMap };

it('signs and seals pushes as the platform published', () => {
  const echo = 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==';
  expect(pushSignature('QDG6eK', '1409659589', '263014780', echo)).toBe('5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3');
  // Block by block but for the random part, which only the platform knows: the same length at least.
  const key = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';
  expect(sealPush('1616140317555161061', key, 'wx5823bf96d3bd56c7', '0123456789abcdef')).toHaveLength(echo.length);
});

describe('a WeChat shop', () => {
  let shop: WechatShopSimulator;
  let http: NodeHttpClient;
  let nowMs: number;
  const clock = { nowMs: () => nowMs };

  beforeEach(async () => {
    nowMs = Date.now();
    shop = await startWechatShopSimulator({ clock });
    http = createNodeHttpClient({ clock });
  });
  afterEach(async () => {
    http.close();
    await shop.close();
  });

  const context = (credentials: object = {}, config: object = {}) => ({
    config: wechatShopConnector.configSchema.parse({ gatewayUrl: shop.url, ...config }),
    credentials: wechatShopConnector.credentialsSchema.parse({
      appId: shop.appId,
      appSecret: shop.appSecret,
      pushToken: shop.pushKeys.token,
      encodingAesKey: shop.pushKeys.encodingAesKey,
      ...credentials,
    }),
    currency: 'CNY',
    http,
    openSocket: openJsonSocket,
    clock,
    signal: new AbortController().signal,
  });
  const lines = demoCatalogue()
    .slice(0, 2)
    .map((good) => ({ code: good.code, quantity: 3 }));
  const addOrder = () => {
    const [order] = shop.addOrders(1, { situation: 'paid', lines });
    if (!order) throw new Error('no order');
    return order;
  };
  const parcel = (orderId: string, n: number, wanted: ConfirmShipmentRequest['lines']): ConfirmShipmentRequest => ({
    requestKey: `parcel-${orderId}-${n}`,
    externalNumber: orderId,
    carrierId: 'sf-express',
    trackingNumber: `SF104027526892${n}`,
    lines: wanted,
    platformData: {},
  });

  it('is told of a part of a line, then of the rest, each once', async () => {
    const order = addOrder();
    const [first, second] = order.products.map((product) => `${product.productId}:${product.skuId}`) as [
      string,
      string,
    ];
    const part = parcel(order.id, 1, [{ externalLineId: first, quantity: 2 }]);
    expect(await wechatShopConnector.confirmShipment(context(), part)).toMatchObject({ value: { alreadyDone: false } });
    expect(await wechatShopConnector.confirmShipment(context(), part)).toMatchObject({ value: { alreadyDone: true } });
    const tooMuch = parcel(order.id, 2, [{ externalLineId: first, quantity: 2 }]);
    expect(await wechatShopConnector.confirmShipment(context(), tooMuch)).toMatchObject({
      failure: { kind: 'refused' },
    });
    const fetched = await wechatShopConnector.fetchOrder(context(), order.id);
    const reading = fetched.ok && fetched.value ? wechatShopConnector.readOrder(fetched.value.payload, READ) : null;
    expect(reading).toMatchObject({
      draft: { fulfilment: 'partially_shipped', lines: [{ shippedQuantity: 2 }, { shippedQuantity: 0 }] },
    });
    expect(await wechatShopConnector.confirmShipment(context(), parcel(order.id, 3, []))).toMatchObject({ ok: true });
    expect(order.status).toBe(30);
    expect(shop.books.shipmentsOf(order.id)).toMatchObject([
      { lineNumbers: [first], acceptedCalls: 1 },
      { lineNumbers: [first, second], acceptedCalls: 1 },
    ]);
  });

  it('is never told to ship against after-sales, and not to ship what was refunded', async () => {
    const order = addOrder();
    const [first, second] = order.products.map((product) => `${product.productId}:${product.skuId}`) as [
      string,
      string,
    ];
    shop.change(order.id, ({ products }) => {
      if (products[0]) products[0].onAftersale = 1;
      if (products[1]) products[1].finishAftersale = 1;
    });
    for (const wanted of [[], [{ externalLineId: first, quantity: 1 }], [{ externalLineId: second, quantity: 3 }]])
      expect(await wechatShopConnector.confirmShipment(context(), parcel(order.id, 1, wanted))).toMatchObject({
        failure: { kind: 'refused' },
      });
    expect(shop.books.refusedShipments()).toEqual([]);
    const rest = parcel(order.id, 2, [{ externalLineId: second, quantity: 2 }]);
    expect(await wechatShopConnector.confirmShipment(context(), rest)).toMatchObject({ ok: true });
  });

  it('gets its own access, uses it for as long as it lasts, and replaces it once when it is turned away', async () => {
    expect(wechatShopConnector.accessTerm?.(context().credentials)).toEqual({ accessUntilMs: 0, refreshUntilMs: null });
    const renewed = await wechatShopConnector.refreshCredentials?.(context());
    const credentials = renewed?.ok ? renewed.value : null;
    if (!credentials) throw new Error(`no access: ${JSON.stringify(renewed)}`);
    expect(wechatShopConnector.accessTerm?.(credentials)?.accessUntilMs).toBe(nowMs + 2 * HOUR);
    shop.requests.clear();
    expect(await wechatShopConnector.testConnection(context(credentials))).toMatchObject({ ok: true });
    expect(shop.requests.count('/cgi-bin/stable_token')).toBe(0);
    shop.expireAccess();
    expect(await wechatShopConnector.testConnection(context(credentials))).toMatchObject({ ok: true });
    expect(shop.requests.count('/cgi-bin/stable_token')).toBe(1);
  });

  it('asks for access once for all calls of a job, also at the same time, and again once the platform ended it', async () => {
    const { id } = addOrder();
    const job = context();
    const read = () => wechatShopConnector.fetchOrder(job, id);
    expect(await Promise.all([read(), read(), read()])).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
    expect(await read()).toMatchObject({ ok: true });
    expect(shop.requests.count('/cgi-bin/stable_token')).toBe(1);
    shop.expireAccess();
    expect(await Promise.all([read(), read()])).toMatchObject([{ ok: true }, { ok: true }]);
    expect(shop.requests.count('/cgi-bin/stable_token')).toBe(2);
  });

  it('takes stock by its own pair of ids only', async () => {
    const [product] = addOrder().products;
    const item = { skuCode: 'ours', externalSkuId: product?.skuId ?? '', availableUnits: 7 };
    const outcome = await wechatShopConnector.pushStock?.(context(), [
      { ...item, externalItemId: product?.productId ?? '' },
      { ...item, externalItemId: null },
      { ...item, externalItemId: '1' },
    ]);
    expect(outcome).toMatchObject({
      value: [{ failure: null }, { failure: { kind: 'refused' } }, { failure: { vendorText: 'product not exist' } }],
    });
    expect(shop.stockOf(`${product?.productId}:${product?.skuId}`)).toBe(7);
  });

  it('is throttled, and says who it does not know, in the words of the platform', async () => {
    shop.faults.switchOn({ kind: 'throttle', times: Infinity });
    expect(await wechatShopConnector.testConnection(context())).toMatchObject({
      failure: { code: 'ERR_CHANNEL_THROTTLED', vendorCode: '45009' },
    });
    shop.faults.switchOff();
    shop.faults.switchOn({ kind: 'error-body', times: Infinity, code: '40164', message: 'invalid ip 1.2.3.4' });
    expect(await wechatShopConnector.testConnection(context())).toMatchObject({
      failure: { code: 'ERR_CHANNEL_AUTH', vendorText: 'invalid ip 1.2.3.4' },
    });
  });

  it('pushes encrypted news until it hears success', async () => {
    const heard: string[] = [];
    let willing = false;
    const receiver = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const query = Object.fromEntries(new URL(incoming.url ?? '/', 'http://localhost').searchParams);
        const request = { method: 'POST' as const, query, headers: {}, body: Buffer.concat(chunks) };
        const verdict = wechatShopConnector.verifyPush?.(context(), request);
        if (willing && verdict?.ok) heard.push(...verdict.events.map((event) => event.externalNumber));
        response.end(willing && verdict?.ok ? verdict.answer?.body : '{"ok":true}');
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    shop.setPushTarget(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/push`);
    const order = addOrder();
    await shop.runDuePushes();
    expect(heard).toEqual([]);
    willing = true;
    nowMs += 10_000;
    await shop.runDuePushes();
    expect(heard).toEqual([order.id]);
    expect(shop.books.pushes()).toMatchObject([{ topic: 'channels_ec_order_pay', acknowledgedAtMs: nowMs }]);
    await new Promise((resolve) => receiver.close(resolve));
  });
});
