import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpClient, HttpOutcome } from '#main/lib/http-client.ts';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import type { NodeHttpClient } from '#main/lib/http-node-client.ts';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import type { ConfirmShipmentRequest } from '#main/plugins/channels/channel-connector.ts';
import { signXiaohongshu } from '#main/plugins/channels/xiaohongshu/sign.ts';
import { xiaohongshuConnector } from '#main/plugins/channels/xiaohongshu/xiaohongshu-connector.ts';
import { demoCatalogue } from '#main/simulators/kit/demo-catalogue.ts';
import { expectedRedSign } from '#main/simulators/xiaohongshu/red-gateway.ts';
import { startXiaohongshuSimulator } from '#main/simulators/xiaohongshu/xiaohongshu-simulator.ts';
import type { XiaohongshuSimulator } from '#main/simulators/xiaohongshu/xiaohongshu-simulator.ts';

const HOUR = 3_600_000;
const READ = { currency: 'CNY', statusMap: xiaohongshuConnector.statusMap };

it('gives the signature of the reference on both sides', () => {
  const call = { method: 'order.getOrderList', appId: 'a1', timestamp: '1767225600', version: '2.0' };
  expect(signXiaohongshu(call, 's1')).toBe('71f1168e0a3d99467d709ad1fb97dc5d');
  expect(expectedRedSign(call.method, call.appId, call.timestamp, 's1')).toBe('71f1168e0a3d99467d709ad1fb97dc5d');
});

describe('a Xiaohongshu shop', () => {
  let shop: XiaohongshuSimulator;
  let http: NodeHttpClient;
  let nowMs: number;
  const clock = { nowMs: () => nowMs };

  beforeEach(async () => {
    nowMs = Date.now();
    shop = await startXiaohongshuSimulator({ clock });
    http = createNodeHttpClient({ clock });
  });
  afterEach(async () => {
    http.close();
    await shop.close();
  });

  const context = (config: object = {}, credentials: object = {}, line: HttpClient = http) => ({
    config: xiaohongshuConnector.configSchema.parse({ gatewayUrl: shop.gatewayUrl, ...config }),
    credentials: xiaohongshuConnector.credentialsSchema.parse({
      appId: shop.appId,
      appSecret: shop.appSecret,
      accessToken: shop.accessToken,
      refreshToken: shop.refreshToken,
      ...credentials,
    }),
    currency: 'CNY',
    http: line,
    openSocket: openJsonSocket,
    clock,
    signal: new AbortController().signal,
  });
  const [good, otherGood] = demoCatalogue();
  const twoLines = [good, otherGood].map((each) => ({ code: each?.code ?? '', quantity: 2 }));
  const addOrder = () => {
    const [order] = shop.addOrders(1, { situation: 'paid', lines: twoLines });
    if (!order) throw new Error('no order');
    return order;
  };
  const parcel = (orderId: string, n: number, lineIds: readonly string[]): ConfirmShipmentRequest => ({
    requestKey: `parcel-${orderId}-${n}`,
    externalNumber: orderId,
    carrierId: 'sf-express',
    trackingNumber: `SF104027526892${n}`,
    lines: lineIds.map((externalLineId) => ({ externalLineId, quantity: 2 })),
    platformData: {},
  });

  it('is told of each parcel of an order that was taken apart', async () => {
    const order = addOrder();
    const [first, second] = order.skus.map((sku) => sku.skuId) as [string, string];
    const part = parcel(order.id, 1, [first]);
    expect(await xiaohongshuConnector.confirmShipment(context(), part)).toMatchObject({
      value: { alreadyDone: false },
    });
    expect(await xiaohongshuConnector.confirmShipment(context(), part)).toMatchObject({ value: { alreadyDone: true } });
    const again = await xiaohongshuConnector.confirmShipment(context(), parcel(order.id, 2, [first]));
    expect(again).toMatchObject({ failure: { kind: 'refused' } });
    const fetched = await xiaohongshuConnector.fetchOrder(context(), order.id);
    const reading = fetched.ok && fetched.value ? xiaohongshuConnector.readOrder(fetched.value.payload, READ) : null;
    expect(reading).toMatchObject({
      ok: true,
      draft: {
        fulfilment: 'partially_shipped',
        lines: [{ shippedQuantity: 2 }, { shippedQuantity: 0 }],
        externalIds: [{ kind: 'waybill', value: 'SF1040275268921' }],
      },
    });
    expect(await xiaohongshuConnector.confirmShipment(context(), parcel(order.id, 3, []))).toMatchObject({ ok: true });
    expect(shop.books.shipmentsOf(order.id)).toMatchObject([
      { lineNumbers: [first], acceptedCalls: 1 },
      { lineNumbers: [second], acceptedCalls: 1 },
    ]);
    expect(shop.books.refusedShipments()).toEqual([]);
  });

  it.each([
    ['after-sales', (order: { afterSalesStatus: number }) => void (order.afterSalesStatus = 2)],
    ['a cancellation', (order: { cancelStatus: number }) => void (order.cancelStatus = 1)],
  ])('is never told to ship against %s', async (_name, act) => {
    const order = addOrder();
    shop.change(order.id, act);
    const refused = await xiaohongshuConnector.confirmShipment(context(), parcel(order.id, 1, []));
    expect(refused).toMatchObject({ failure: { kind: 'refused' } });
    expect([shop.books.shipments(), shop.requests.count('order.orderDeliver')]).toEqual([[], 0]);
  });

  it('renews its access and goes on with the new token', async () => {
    shop.expireAccess();
    expect(await xiaohongshuConnector.testConnection(context())).toMatchObject({ failure: { kind: 'auth' } });
    const renewed = await xiaohongshuConnector.refreshCredentials?.(context());
    const credentials = renewed?.ok ? renewed.value : null;
    if (!credentials) throw new Error(`not renewed: ${JSON.stringify(renewed)}`);
    expect(xiaohongshuConnector.accessTerm?.(credentials)).toEqual({
      accessUntilMs: nowMs + 168 * HOUR,
      refreshUntilMs: nowMs + 336 * HOUR,
    });
    expect(await xiaohongshuConnector.testConnection(context({}, credentials))).toMatchObject({ ok: true });
    const tooOld = context({}, { refreshToken: 'refresh-of-last-year' });
    expect(await xiaohongshuConnector.refreshCredentials?.(tooOld)).toMatchObject({ failure: { kind: 'auth' } });
  });

  it('takes stock by its own ids only', async () => {
    const [sku] = addOrder().skus;
    const item = { skuCode: 'ours', externalItemId: null, availableUnits: 7 };
    const outcome = await xiaohongshuConnector.pushStock?.(context(), [
      { ...item, externalSkuId: sku?.skuId ?? '' },
      { ...item, externalSkuId: null },
      { ...item, externalSkuId: 'no-such-good' },
    ]);
    expect(outcome).toMatchObject({
      value: [{ failure: null }, { failure: { kind: 'refused' } }, { failure: { vendorCode: '-2000420' } }],
    });
    expect(shop.stockOf(sku?.skuId ?? '')).toBe(7);
  });

  it('reads more orders than a window lets it page through, each window within half an hour', async () => {
    shop.addOrders(450, { situation: 'paid', spreadMs: HOUR });
    nowMs += 1000;
    const window = { fromMs: nowMs - 2 * HOUR, toMs: nowMs };
    const listed = await xiaohongshuConnector.listPaidOrders(context({ pageSize: 2 }), window);
    expect(listed.ok && listed.value.length).toBe(450);
  });

  it('is throttled in the words of the platform, inside an answer that says 200', async () => {
    shop.faults.switchOn({ kind: 'throttle', times: Infinity, message: '接口调用频率超过限制，触发限流' });
    expect(await xiaohongshuConnector.testConnection(context())).toMatchObject({
      failure: { kind: 'retry', code: 'ERR_CHANNEL_THROTTLED', vendorText: '接口调用频率超过限制，触发限流' },
    });
  });

  describe('shows a person the recipient of one order', () => {
    const reveal = (id: string, line?: HttpClient) =>
      xiaohongshuConnector.decryptRecipient?.(context({}, {}, line), { externalNumber: id, handle: 'id-of-yesterday' });
    /** The line to the shop, with a hand on each answer of one method. */
    const withHandOn = (operation: string, touch: (answer: HttpOutcome) => HttpOutcome): HttpClient => ({
      async send(request) {
        const answer = await http.send(request);
        return request.operation === operation ? touch(answer) : answer;
      },
    });

    it('in clear, with one decryption that says who looks at what', async () => {
      const order = addOrder();
      const { name, phone, address } = order.receiver;
      expect(await reveal(order.id)).toMatchObject({ ok: true, value: { name, phone, street: address } });
      const sent = shop.requests.entries('data.batchDecrypt').map((entry) => JSON.parse(entry.body) as object);
      const info = { dataTag: order.id, encryptedData: expect.stringMatching(/^#.+#\d##$/) as string };
      expect(sent).toMatchObject([{ baseInfos: [info, info, info], actionType: '1', appUserId: 'packbench' }]);
    });

    it('without any decryption where the platform tells it in clear', async () => {
      const order = addOrder();
      shop.change(order.id, (each) => void (each.isSealed = false));
      expect(await reveal(order.id)).toMatchObject({ value: { name: order.receiver.name } });
      expect(shop.requests.count('data.batchDecrypt')).toBe(0);
    });

    it('of goods sent in exchange, which the platform keeps apart', async () => {
      const order = addOrder();
      shop.change(order.id, (each) => void (each.orderType = 5));
      expect(await reveal(order.id)).toMatchObject({ value: { name: order.receiver.name } });
    });

    it('with the virtual number before the own one', async () => {
      const order = addOrder();
      const virtual = { virtualNumberFlag: true, virtualPhoneNumber: '13800000000', virtualExtendNumber: '4321' };
      const line = withHandOn('data.batchDecrypt', (answer) => {
        if (answer.kind !== 'answer') return answer;
        const text = Buffer.from(answer.body).toString('utf8');
        const own = `"decryptedData":"${order.receiver.phone}",`;
        expect(text).toContain(own);
        return { ...answer, body: Buffer.from(text.replace(own, `${own}${JSON.stringify(virtual).slice(1, -1)},`)) };
      });
      expect(await reveal(order.id, line)).toMatchObject({
        value: { name: order.receiver.name, phone: '13800000000-4321', street: order.receiver.address },
      });
    });

    it.each([1, 6, 7, 9])('never once the order stands at %i, and spends no decryption on it', async (status) => {
      const order = addOrder();
      shop.change(order.id, (each) => void (each.status = status));
      expect(await reveal(order.id)).toMatchObject({
        failure: { kind: 'refused', code: 'ERR_CHANNEL_RECIPIENT_NOT_TOLD', vendorCode: String(status) },
      });
      expect(shop.requests.count('data.batchDecrypt')).toBe(0);
    });

    it('never of an order that is not the shop’s', async () => {
      expect(await reveal('P100000000000000001')).toMatchObject({
        failure: { kind: 'refused', code: 'ERR_CHANNEL_REFUSED', vendorCode: '-2000101' },
      });
    });

    it('never of an address that was changed this moment', async () => {
      const order = addOrder();
      const line = withHandOn('order.getOrderDetail', (answer) => {
        shop.change(order.id, (each) => void (each.openAddressId = `${each.openAddressId}-new`));
        return answer;
      });
      const vendorText = expect.stringMatching('openAddressId') as string;
      expect(await reveal(order.id, line)).toMatchObject({ failure: { code: 'ERR_CHANNEL_REFUSED', vendorText } });
      expect(await reveal(order.id)).toMatchObject({ ok: true });
    });

    it('ten orders a day, each as often as it is needed, and again tomorrow', async () => {
      const ids = shop.addOrders(11, { situation: 'paid' }).map((order) => order.id);
      const [first = '', ...others] = ids;
      const last = others.pop() ?? '';
      for (const id of [first, ...others]) expect(await reveal(id)).toMatchObject({ ok: true });
      const refused = { failure: { kind: 'refused', code: 'ERR_CHANNEL_DECRYPTION_LIMIT', vendorCode: '-2000430' } };
      expect(await reveal(last)).toMatchObject(refused);
      expect(await reveal(first)).toMatchObject({ ok: true });
      nowMs += 24 * HOUR;
      expect(await reveal(last)).toMatchObject({ ok: true });
    });

    it('or says that the day is used up when the whole call is refused for it, and keeps other refusals apart', async () => {
      const order = addOrder();
      const refuseOnce = (message: string) =>
        shop.faults.switchOn({ kind: 'error-body', operation: 'data.batchDecrypt', code: '-2000999', message });
      refuseOnce('店铺单日解密次数超过限额');
      expect(await reveal(order.id)).toMatchObject({ failure: { code: 'ERR_CHANNEL_DECRYPTION_LIMIT' } });
      refuseOnce('应用没有解密权限');
      expect(await reveal(order.id)).toMatchObject({
        failure: { code: 'ERR_CHANNEL_REFUSED', vendorCode: '-2000999', vendorText: '应用没有解密权限' },
      });
    });
  });
});
