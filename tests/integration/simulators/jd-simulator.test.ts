import crypto from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startJdSimulator } from '#main/simulators/jd/jd-simulator.ts';
import type { JdSimulator } from '#main/simulators/jd/jd-simulator.ts';
import { expectedJdSignature } from '#main/simulators/jd/jd-signature.ts';
import { formatBeijingTime } from '#main/simulators/kit/beijing-time.ts';
import { createManualClock } from '#main/simulators/kit/simulator-clock.ts';
import type { ManualClock } from '#main/simulators/kit/simulator-clock.ts';
import { postRaw } from './support/raw-http.ts';

const START = Date.UTC(2026, 10, 1, 2, 0, 0);
const SEARCH = 'jingdong.pop.order.search';
const ROOT = 'jingdong_pop_order_search_responce';

interface Search {
  readonly searchorderinfo_result: {
    readonly apiResult: { readonly success: boolean | string; readonly chineseErrCode: string };
    readonly orderTotal?: number;
    readonly orderInfoList?: readonly { readonly orderId: string; readonly paymentConfirmTime: string }[];
  };
}

describe('the JD simulator', () => {
  let clock: ManualClock;
  let shop: JdSimulator;
  beforeEach(async () => {
    clock = createManualClock(START);
    shop = await startJdSimulator({ clock, seed: 7 });
  });
  afterEach(() => shop.close());

  /** The test's own client and signer. */
  async function call(method: string, business: object, replace: Record<string, string> = {}, tamper = {}) {
    const parameters: Record<string, string> = {
      '360buy_param_json': JSON.stringify(business),
      access_token: shop.access.accessToken,
      app_key: shop.appKey,
      method,
      timestamp: formatBeijingTime(clock.nowMs()),
      v: '2.0',
      ...replace,
    };
    const text = Object.entries(parameters).flat().join('');
    const sign = crypto
      .createHash('md5')
      .update(shop.appSecret.concat(text, shop.appSecret))
      .digest('hex')
      .toUpperCase();
    const form = new URLSearchParams({ ...parameters, format: 'json', sign, ...tamper }).toString();
    const answer = await postRaw(shop.gatewayUrl, form, { 'content-type': 'application/x-www-form-urlencoded' });
    expect(answer.status).toBe(200);
    return JSON.parse(answer.body) as Record<string, unknown>;
  }
  async function search(extra: object = {}) {
    const answer = await call(SEARCH, {
      start_date: formatBeijingTime(clock.nowMs() - 3_600_000),
      end_date: formatBeijingTime(clock.nowMs()),
      order_state: 'WAIT_SELLER_STOCK_OUT,LOCKED',
      optional_fields: 'orderId,orderState,modified,paymentConfirmTime',
      page: '1',
      page_size: '10',
      ...extra,
    });
    return (answer[ROOT] as Search).searchorderinfo_result;
  }

  it('recomputes the published vector', () => {
    const vector = {
      '360buy_param_json':
        '{"end_date":null,"optional_fields":null,"order_state":"WAIT_SELLER_STOCK_OUT","page":"1","page_size":"200","start_date":null}',
      access_token: 'yourtoken',
      app_key: 'yourappkey',
      format: 'json',
      method: SEARCH,
      timestamp: '2021-05-07 09:20:39.683+0800',
      v: '2.0',
    };
    expect(expectedJdSignature(new Map(Object.entries(vector)), 'yourappSecret')).toBe(
      'D70825340F4084360B9362B60DFD7930',
    );
  });

  it.each<[string, string, Record<string, string>, object]>([
    ['a value changed after signing', '12', {}, { '360buy_param_json': '{"a":1}' }],
    ['an old token', '19', { access_token: 'old' }, {}],
    ['a clock seven minutes off', '8', { timestamp: formatBeijingTime(START - 7 * 60_000) }, {}],
    ['a method that does not exist', '15', { method: 'jingdong.none' }, {}],
  ])('turns away %s', async (_name, code, replace, tamper) => {
    expect(await call(SEARCH, {}, replace, tamper)).toMatchObject({ error_response: { code } });
  });

  it('gives only the fields and states that were asked for, and says yes in two ways', async () => {
    shop.orders.add(12, { situation: 'paid', spreadMs: 60_000 });
    shop.orders.addOne({ situation: 'paid', cashOnDelivery: true });
    shop.orders.cancel(shop.orders.addOne({ situation: 'paid' }).orderId);
    const page = await search({ page: '2' });
    expect(page.orderTotal).toBe(13);
    expect(Object.keys(page.orderInfoList?.[0] ?? {}).toSorted()).toEqual([
      'modified',
      'orderId',
      'orderState',
      'paymentConfirmTime',
    ]);
    expect(page.orderInfoList?.map((order) => order.paymentConfirmTime)).toContain('0001-01-01 00:00:00');
    const said = new Set<unknown>();
    for (let call = 0; call < 20; call += 1) said.add((await search()).apiResult.success);
    expect(said).toEqual(new Set([true, 'true']));
  });

  it.each([
    ['a window of more than a month', { start_date: formatBeijingTime(START - 40 * 86_400_000) }, '1个月'],
    ['a page of more than a hundred', { page_size: '200' }, '100'],
    ['no fields', { optional_fields: '' }, 'optional_fields'],
  ])('refuses %s inside a good answer', async (_name, extra, text) => {
    const { apiResult } = await search(extra);
    expect([String(apiResult.success), apiResult.chineseErrCode]).toEqual(['false', expect.stringContaining(text)]);
  });

  it('loses rows to whoever reads forward while orders change', async () => {
    shop.orders.add(40, { situation: 'paid', spreadMs: 20 * 60_000 });
    clock.advance(60_000);
    shop.faults.switchOn({ kind: 'drift', times: Infinity, rows: 2 });
    const seen = new Set<string>();
    for (let page = 1; page <= 4; page += 1)
      for (const order of (await search({ page: String(page) })).orderInfoList ?? []) seen.add(order.orderId);
    expect(seen.size).toBeLessThan(40);
  });

  it('ships once, and books each refusal', async () => {
    const { orderId } = shop.orders.addOne({ situation: 'paid' });
    const locked = shop.orders.lock(shop.orders.addOne({ situation: 'paid' }).orderId).orderId;
    const ship = async (id: string, logiCoprId = '467') =>
      JSON.stringify(await call('jingdong.pop.order.shipment', { orderId: id, logiCoprId, logiNo: 'SF1040275268927' }));
    expect(await ship(orderId)).toMatch(/"success":("true"|true)/);
    expect(await ship(orderId)).toContain('订单状态不允许出库');
    expect(await ship(locked)).toContain('LOCKED');
    expect(await ship(locked, '1')).toContain('物流公司ID不正确');
    expect(shop.books.shipmentsOf(orderId)).toMatchObject([{ acceptedCalls: 1 }]);
    expect(shop.books.refusedShipments()).toHaveLength(3);
  });

  it('limits the rate in its own words', async () => {
    await shop.close();
    shop = await startJdSimulator({ clock, limit: { calls: 1, perMs: 60_000 } });
    await search();
    expect(await call(SEARCH, {})).toMatchObject({ error_response: { code: '2' } });
    clock.advance(60_000);
    expect(await call(SEARCH, {})).toHaveProperty(ROOT);
  });
});
