import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import type { NodeHttpClient } from '#main/lib/http-node-client.ts';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import type { ConfirmShipmentRequest } from '#main/plugins/channels/channel-connector.ts';
import { douyinConnector } from '#main/plugins/channels/douyin/douyin-connector.ts';
import { startDouyinSimulator } from '#main/simulators/douyin/douyin-simulator.ts';
import type { DouyinSimulator } from '#main/simulators/douyin/douyin-simulator.ts';
import { eventSign, expectedSign, isCanonical } from '#main/simulators/douyin/signature.ts';
import { demoCatalogue } from '#main/simulators/kit/demo-catalogue.ts';
import { allOf } from '#tests/contract/connectors/scripted-http.ts';

const HOUR = 3_600_000;
const READ = { currency: 'CNY', statusMap: douyinConnector.statusMap };

describe('a Douyin shop', () => {
  let shop: DouyinSimulator;
  let http: NodeHttpClient;
  let nowMs: number;
  const clock = { nowMs: () => nowMs };

  beforeEach(async () => {
    nowMs = Date.now();
    shop = await startDouyinSimulator({ clock });
    http = createNodeHttpClient({ clock });
  });
  afterEach(async () => {
    http.close();
    await shop.close();
  });

  const context = (config: object = {}, credentials: object = {}) => ({
    config: douyinConnector.configSchema.parse({ gatewayUrl: shop.url, shopId: shop.shopId, ...config }),
    credentials: douyinConnector.credentialsSchema.parse({
      appKey: shop.appKey,
      appSecret: shop.appSecret,
      accessToken: shop.tokens.current().accessToken,
      ...credentials,
    }),
    currency: 'CNY',
    http,
    openSocket: openJsonSocket,
    clock,
    signal: new AbortController().signal,
  });
  const [good, otherGood] = demoCatalogue();
  const twoLines = [
    { code: good?.code ?? '', quantity: 3 },
    { code: otherGood?.code ?? '', quantity: 1 },
  ];
  const parcel = (orderId: string, n: number, lines: ConfirmShipmentRequest['lines']): ConfirmShipmentRequest => ({
    requestKey: `parcel-${orderId}-${n}`,
    externalNumber: orderId,
    carrierId: 'sf-express',
    trackingNumber: `SF104027526892${n}`,
    lines,
    platformData: {},
  });
  const readOrder = async (orderId: string) => {
    const fetched = await douyinConnector.fetchOrder(context(), orderId);
    const reading = fetched.ok && fetched.value ? douyinConnector.readOrder(fetched.value.payload, READ) : null;
    if (!reading?.ok) throw new Error(`cannot read ${orderId}: ${JSON.stringify(reading)}`);
    return reading.draft;
  };

  it('is found by its name', async () => {
    expect(await douyinConnector.testConnection(context())).toMatchObject({ value: { shopName: '' } });
    shop.orders.addOne();
    expect(await douyinConnector.testConnection(context())).toMatchObject({ value: { shopName: '打包台示例抖店' } });
  });

  it('is told of a part of a line, then of the rest', async () => {
    const order = shop.orders.addOne({ situation: 'paid', lines: twoLines });
    const [first, second] = order.skus.map((sku) => sku.id) as [string, string];
    const part = parcel(order.id, 1, [{ externalLineId: first, quantity: 2 }]);
    expect(await douyinConnector.confirmShipment(context(), part)).toMatchObject({ value: { alreadyDone: false } });
    expect(await douyinConnector.confirmShipment(context(), part)).toMatchObject({ value: { alreadyDone: true } });
    expect(await readOrder(order.id)).toMatchObject({
      fulfilment: 'partially_shipped',
      lines: [{ shippedQuantity: 2 }, { shippedQuantity: 0 }],
    });
    const tooMuch = parcel(order.id, 2, [{ externalLineId: first, quantity: 2 }]);
    expect(await douyinConnector.confirmShipment(context(), tooMuch)).toMatchObject({ failure: { kind: 'refused' } });
    expect(await douyinConnector.confirmShipment(context(), parcel(order.id, 3, []))).toMatchObject({ ok: true });
    expect(await readOrder(order.id)).toMatchObject({
      fulfilment: 'shipped',
      lines: [{ shippedQuantity: 3 }, { shippedQuantity: 1 }],
    });
    expect(shop.books.shipmentsOf(order.id)).toMatchObject([
      { lineNumbers: [first], acceptedCalls: 1 },
      { lineNumbers: [first, second], acceptedCalls: 1 },
    ]);
    expect(shop.requests.count('order.logisticsAdd')).toBe(0);
  });

  it('uses the call for whole orders when all lines go together', async () => {
    const order = shop.orders.addOne({ situation: 'paid', lines: twoLines });
    const all = order.skus.map((sku) => ({ externalLineId: sku.id, quantity: sku.itemNum }));
    expect(await douyinConnector.confirmShipment(context(), parcel(order.id, 1, all))).toMatchObject({ ok: true });
    expect(shop.requests.count('order.logisticsAdd')).toBe(1);
  });

  it('is never told to ship against after-sales, whole or in part', async () => {
    const order = shop.orders.addOne({ situation: 'paid', lines: twoLines });
    const [first, second] = order.skus.map((sku) => sku.id) as [string, string];
    shop.orders.requestRefund(order.id, first);
    expect(await readOrder(order.id)).toMatchObject({ holds: [{ kind: 'refund', reasonCode: 'refund_open' }] });
    for (const lines of [[], [{ externalLineId: first, quantity: 1 }]]) {
      const refused = await douyinConnector.confirmShipment(context(), parcel(order.id, 1, lines));
      expect(refused).toMatchObject({ failure: { kind: 'refused', vendorCode: '6' } });
    }
    const rest = parcel(order.id, 2, [{ externalLineId: second, quantity: 1 }]);
    expect(await douyinConnector.confirmShipment(context(), rest)).toMatchObject({ ok: true });
    expect(shop.books.refusedShipments()).toEqual([]);
  });

  it('does not tell of a part twice when the answer is lost', async () => {
    const order = shop.orders.addOne({ situation: 'paid', lines: twoLines });
    const part = parcel(order.id, 1, [{ externalLineId: order.id, quantity: 1 }]);
    shop.faults.switchOn({ kind: 'connection-reset', operation: 'order.logisticsAddMultiPack', phase: 'after' });
    expect(await douyinConnector.confirmShipment(context(), part)).toMatchObject({ value: { alreadyDone: false } });
    expect(await douyinConnector.confirmShipment(context(), part)).toMatchObject({ value: { alreadyDone: true } });
    expect(shop.books.shipmentsOf(order.id)).toMatchObject([{ acceptedCalls: 1 }]);
  });

  it('tells of its after-sales cases and of what became of them', async () => {
    const [first, second] = shop.orders.add(2, { situation: 'paid', lines: twoLines }).map((order) => order.id) as [
      string,
      string,
    ];
    shop.orders.requestRefund(first, first);
    shop.orders.requestRefund(second);
    shop.orders.completeRefund(second);
    nowMs += 1000;
    const window = { fromMs: nowMs - HOUR, toMs: nowMs + 1 };
    const cases = douyinConnector.pullRefunds?.(context({ pageSize: 2 }), window);
    const results = cases ? await allOf(cases) : [];
    const messages = results.flatMap((result) => (result.ok ? [...result.value] : []));
    const drafts = messages.map((message) => douyinConnector.readRefund?.(message.payload, READ));
    expect(messages.map((message) => message.externalNumber).toSorted()).toEqual([first, second, second]);
    const ofFirst = drafts.find((draft) => draft?.ok && draft.draft.externalNumber === first);
    expect(ofFirst).toMatchObject({
      ok: true,
      draft: {
        state: 'requested',
        kind: 'refund_only',
        amountMinor: shop.orders.get(first)?.skus[0]?.payMinor,
        reason: '不想要了',
        lines: [{ externalLineId: first, quantity: 3 }],
      },
    });
    expect(drafts.filter((draft) => draft?.ok && draft.draft.state === 'refunded')).toHaveLength(2);
    expect(await readOrder(second)).toMatchObject({ payment: 'refunded', fulfilment: 'cancelled' });
  });

  it('takes stock by its own ids or by the merchant code, each with its own outcome', async () => {
    const order = shop.orders.addOne({ situation: 'paid', lines: twoLines });
    const [first, second] = order.skus;
    const outcome = await douyinConnector.pushStock?.(context(), [
      {
        skuCode: 'ours',
        externalItemId: first?.productId ?? null,
        externalSkuId: first?.skuId ?? null,
        availableUnits: 7,
      },
      { skuCode: second?.code ?? '', externalItemId: null, externalSkuId: null, availableUnits: 0 },
      { skuCode: 'no such', externalItemId: null, externalSkuId: null, availableUnits: 1 },
    ]);
    expect(outcome).toMatchObject({
      ok: true,
      value: [{ failure: null }, { failure: null }, { skuCode: 'no such', failure: { kind: 'refused' } }],
    });
    expect([first, second].map((sku) => shop.stockOf(sku?.code ?? ''))).toEqual([7, 0]);
  });

  it('renews its access within the last hour, and goes on with the new token', async () => {
    const old = { refreshToken: shop.tokens.current().refreshToken };
    const early = await douyinConnector.refreshCredentials?.(context({}, old));
    expect(early).toMatchObject({ ok: true, value: old });
    nowMs += 7 * 24 * HOUR - HOUR / 2;
    const late = await douyinConnector.refreshCredentials?.(context({}, old));
    const renewed = late?.ok ? late.value : null;
    if (!renewed) throw new Error(`not renewed: ${JSON.stringify(late)}`);
    expect(renewed.refreshToken).not.toBe(old.refreshToken);
    expect(douyinConnector.accessTerm?.(renewed)?.accessUntilMs).toBeGreaterThan(nowMs + 6 * 24 * HOUR);
    nowMs += 2 * HOUR;
    expect(await douyinConnector.testConnection(context({}, renewed))).toMatchObject({ ok: true });
    shop.tokens.issue();
    expect(await douyinConnector.refreshCredentials?.(context({}, renewed))).toMatchObject({
      failure: { kind: 'auth' },
    });
  });

  it('reads more orders than one window lets it page through', async () => {
    shop.orders.add(10_050, { situation: 'paid', spreadMs: HOUR / 2 });
    nowMs += 1000;
    const listed = await douyinConnector.listPaidOrders(context(), { fromMs: nowMs - HOUR, toMs: nowMs });
    expect(listed.ok && listed.value.length).toBe(10_050);
  });

  it('is throttled in the words of the platform', async () => {
    const strict = await startDouyinSimulator({ clock, rate: { calls: 1, perMs: HOUR } });
    const call = {
      ...context({ gatewayUrl: strict.url }),
      credentials: douyinConnector.credentialsSchema.parse({
        appKey: strict.appKey,
        appSecret: strict.appSecret,
        accessToken: strict.tokens.current().accessToken,
      }),
    };
    expect(await douyinConnector.testConnection(call)).toMatchObject({ ok: true });
    expect(await douyinConnector.testConnection(call)).toMatchObject({
      failure: { code: 'ERR_CHANNEL_THROTTLED', vendorCode: '70000 isp.flow-control' },
    });
    await strict.close();
  });

  it('pushes until it hears what it wants to hear: in bursts, twice, in reverse, late, or not at all', async () => {
    const heard: string[][] = [];
    let willing = false;
    const receiver = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const headers = Object.fromEntries(
          Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
        );
        const request = { method: 'POST' as const, query: {}, headers, body: Buffer.concat(chunks) };
        const verdict = douyinConnector.verifyPush?.(context(), request);
        if (willing && verdict?.ok) heard.push(verdict.events.map((event) => event.externalNumber));
        response.end(willing && verdict?.ok ? verdict.answer?.body : '{"ok":true}');
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    shop.setPushTarget(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/push`);

    const [first, second, third] = shop.orders.add(3, { situation: 'paid' }).map((order) => order.id) as string[];
    await shop.runDuePushes();
    expect([heard, shop.waitingPushes()]).toEqual([[], 3]);
    willing = true;
    nowMs += 10_000;
    await shop.runDuePushes();
    expect(heard.splice(0)).toEqual([[first, second, third]]);

    for (const kind of ['push-reorder', 'push-duplicate'] as const) shop.faults.switchOn({ kind });
    for (const id of [first, second]) shop.orders.touch(id ?? '');
    await shop.runDuePushes();
    expect(heard.splice(0)).toEqual([
      [second, first],
      [second, first],
    ]);
    shop.faults.switchOn({ kind: 'push-drop' });
    shop.orders.touch(first ?? '');
    shop.faults.switchOn({ kind: 'push-delay', delayMs: 5000 });
    shop.orders.touch(second ?? '');
    await shop.runDuePushes();
    expect(heard).toEqual([]);
    nowMs += 5000;
    await shop.runDuePushes();
    expect(heard).toEqual([[second]]);
    expect(shop.books.pushes().every((push) => push.acknowledgedAtMs !== undefined)).toBe(true);
    await new Promise((resolve) => receiver.close(resolve));
  });
});

describe('the Douyin simulator', () => {
  const parts = {
    appKey: '7000000000000000001',
    method: 'order.searchList',
    paramJson:
      '{"create_time_end":1767312000,"create_time_start":1767225600,"order_by":"create_time","page":0,"size":100}',
    timestamp: '1767312001',
    v: '2',
  };

  it('expects the signatures of the reference', () => {
    expect(expectedSign(parts, 'dy-secret', 'hmac-sha256')).toBe(
      '477019da6ead653ef16a642766b5350c595b4640e7d894c302929e9d61b4c1fd',
    );
    expect(expectedSign(parts, 'dy-secret', null)).toBe('571ef59dbe936a8a8a667f4daffe8b2f');
    expect(expectedSign(parts, 'dy-secret', 'sha1')).toBeUndefined();
    const body = Buffer.from('[{"tag":"100","msg_id":"123","data":"{}"}]');
    expect(eventSign(parts.appKey, body, 'dy-secret')).toBe('7deb4d58e895d3ffecbb0fba07a7ffba');
  });

  it('takes canonical parameters only', () => {
    expect([parts.paramJson, '{}', '{"a":[{"b":1,"c":"<&>"}],"id":4948863645786431206}'].map(isCanonical)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['{"b":1,"a":2}', '{"a": 1}', '{"a":1.0}', '{"a":"\\u003c"}', '[]', 'x'].map(isCanonical)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it.each([
    ['a page beyond the cap', { page: 100, size: 100, update_time_start: 0 }, 'isv.parameter-invalid:20013'],
    ['a page too large', { page: 0, size: 101, update_time_start: 0 }, 'isv.parameter-invalid:20008'],
    ['no time', { page: 0, size: 1 }, 'isv.parameter-invalid:20011'],
    ['a time too long ago', { page: 0, size: 1, update_time_start: 1 }, 'isv.parameter-invalid:20022'],
  ])('refuses %s', async (_name, params, subCode) => {
    const shop = await startDouyinSimulator();
    const timestamp = String(Math.floor(Date.now() / 1000));
    const names = Object.keys(params).toSorted();
    const paramJson = `{${names.map((name) => `"${name}":${Reflect.get(params, name)}`).join(',')}}`;
    const sign = expectedSign({ ...parts, paramJson, timestamp }, shop.appSecret, 'md5') ?? '';
    const query = new URLSearchParams({
      method: parts.method,
      app_key: shop.appKey,
      access_token: shop.tokens.current().accessToken,
      timestamp,
      v: '2',
      sign,
      sign_method: 'md5',
    });
    const answer = await fetch(`${shop.url}/order/searchList?${query.toString()}`, { method: 'POST', body: paramJson });
    expect(await answer.json()).toMatchObject({ sub_code: subCode });
    await shop.close();
  });
});
