import { expect, it } from 'vitest';
import { z } from 'zod';
import type { HttpOutcome } from '#main/lib/http-client.ts';
import { refreshJdAccess, jdAccessTerm } from '#main/plugins/channels/jd/access.ts';
import { answerKey, buildJdRequest, readJd, writeJd } from '#main/plugins/channels/jd/call.ts';
import { jdContext, NOW_MS } from '#main/plugins/channels/jd/fixtures/test-context.ts';
import { listJdPaidOrders } from '#main/plugins/channels/jd/paid-orders.ts';
import { pullJdChanges } from '#main/plugins/channels/jd/pull-changes.ts';
import { pushJdStock } from '#main/plugins/channels/jd/stock.ts';
import {
  allOf,
  answered,
  answeredJson,
  formOf,
  noAnswer,
  notSent,
  scriptedHttp,
} from '#tests/contract/connectors/scripted-http.ts';

const CALL = {
  method: 'jingdong.seller.vender.info.get',
  parameters: { page: '1', size: 2 },
  answer: z.object({ shop: z.string() }),
};
const ROOT = 'jingdong_seller_vender_info_get_responce';
const WINDOW = { fromMs: NOW_MS - 3_600_000, toMs: NOW_MS - 1_800_000 };
const error = (code: unknown, en = 'x', zh = '') =>
  answeredJson({ error_response: { code, zh_desc: zh, en_desc: en } });
const searched = (orders: readonly object[], total = orders.length, success: unknown = true) =>
  answeredJson({
    jingdong_pop_order_enSearch_responce: {
      code: '0',
      searchorderinfo_result: {
        apiResult: { success, errorCode: '10100001', chineseErrCode: '时间格式不正确' },
        orderTotal: total,
        orderInfoList: orders,
      },
    },
  });

it('builds the signed form of a call, with Beijing time and its business as one JSON text', () => {
  const request = buildJdRequest(jdContext(scriptedHttp(() => noAnswer).http), CALL, NOW_MS);
  expect(formOf(request)).toEqual({
    '360buy_param_json': '{"page":"1","size":2}',
    access_token: 'token',
    app_key: 'key',
    method: 'jingdong.seller.vender.info.get',
    sign: expect.stringMatching(/^[0-9A-F]{32}$/),
    timestamp: '2026-01-01 11:00:00',
    v: '2.0',
  });
  expect(answerKey('jingdong.pop.order.enSearch')).toBe('jingdong_pop_order_enSearch_responce');
});

it('reads what stands below the misspelt key and keeps its bytes', async () => {
  const { http } = scriptedHttp(() => answered(`{"${ROOT}": {"code":"0","shop":"店铺"} }`));
  expect(await readJd(jdContext(http), CALL)).toEqual({
    ok: true,
    value: { shop: '店铺' },
    body: Buffer.from('{"code":"0","shop":"店铺"}'),
  });
});

it.each<[string, HttpOutcome, object]>([
  ['too many calls', error('2', 'App Call Limited'), { kind: 'retry', code: 'ERR_CHANNEL_THROTTLED', vendorCode: '2' }],
  ['a clock that is off', error(8, 'Invalid Timestamp'), { kind: 'retry', code: 'ERR_CHANNEL_CLOCK', vendorCode: '8' }],
  ['a wrong signature', error('12', 'Invalid signature', '无效签名'), { kind: 'auth', vendorText: '无效签名' }],
  ['an expired token', error('19', 'x'), { kind: 'auth', code: 'ERR_CHANNEL_AUTH' }],
  ['a token code that no table knows', error('77', 'access_token expired'), { kind: 'auth' }],
  ['a call that does not exist', error('15', 'Invalid Method'), { kind: 'refused', code: 'ERR_CHANNEL_API_MISMATCH' }],
  ['a code inside the answer', answeredJson({ [ROOT]: { code: '40' } }), { kind: 'refused', vendorCode: '40' }],
  ['JSON of another shape', answeredJson({ other: {} }), { kind: 'unknown_outcome' }],
  ['a lost answer', noAnswer, { kind: 'unknown_outcome' }],
  ['no connection', notSent, { kind: 'retry', code: 'ERR_CHANNEL_UNREACHABLE' }],
])('tells what %s means for a write', async (_name, outcome, failure) => {
  expect(await writeJd(jdContext(scriptedHttp(() => outcome).http), CALL)).toMatchObject({ ok: false, failure });
});

it('asks for whole orders by time of change, oldest first, and for the last page first', async () => {
  const rows = ['1', '2', '3'].map((orderId) => ({ orderId }));
  const { http, requests } = scriptedHttp((request) => {
    const { page } = JSON.parse(formOf(request)['360buy_param_json'] ?? '{}') as { page: string };
    return searched(rows.slice((Number(page) - 1) * 2, Number(page) * 2), 3);
  });
  const pages = await allOf(pullJdChanges(jdContext(http, { pageSize: 2 }), WINDOW));
  const numbers = pages.flatMap((page) => (page.ok ? page.value.messages.map((each) => each.externalNumber) : []));
  expect(numbers.toSorted()).toEqual(['1', '2', '3']);
  const asked = requests.map((request) => JSON.parse(formOf(request)['360buy_param_json'] ?? '{}') as object);
  expect(asked).toMatchObject([{ page: '1' }, { page: '2' }, { page: '1' }]);
  expect(asked[0]).toMatchObject({
    start_date: '2026-01-01 10:00:00',
    end_date: '2026-01-01 10:30:00',
    dateType: 0,
    sortType: 0,
    page_size: '2',
    optional_fields: expect.stringContaining('consigneeInfo'),
    order_state: expect.stringContaining('TRADE_CANCELED'),
  });
});

it('believes the verdict inside the answer, whether it comes as a boolean or as text', async () => {
  for (const success of [false, 'false']) {
    const [result] = await allOf(pullJdChanges(jdContext(scriptedHttp(() => searched([], 0, success)).http), WINDOW));
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: 'refused', vendorCode: '10100001', vendorText: '时间格式不正确' },
    });
  }
});

it('lists what was paid in the window, and takes year one for no payment', async () => {
  const { http } = scriptedHttp(() =>
    searched([
      { orderId: 'inside', paymentConfirmTime: '2026-01-01 10:29:59', orderPayment: '98.00' },
      { orderId: 'late', paymentConfirmTime: '2026-01-01 10:30:00' },
      { orderId: 'cod', paymentConfirmTime: '0001-01-01 00:00:00' },
    ]),
  );
  expect(await listJdPaidOrders(jdContext(http), WINDOW)).toMatchObject({
    ok: true,
    value: [{ externalNumber: 'inside', amountMinor: 9800 }],
  });
});

it('sets stock by JD SKU id and gives each item its own outcome', async () => {
  const replies = [
    answeredJson({ jingdong_stock_write_updateSkuStock_responce: { code: '0', success: 'true' } }),
    noAnswer,
  ];
  const { http, requests } = scriptedHttp((_request, index) => replies[index] ?? noAnswer);
  const item = { skuCode: 'A', externalItemId: null, externalSkuId: '9007199254740993456', availableUnits: 3 };
  const result = await pushJdStock(jdContext(http), [{ ...item, externalSkuId: null }, item, item]);
  expect(result.ok && result.value.map((outcome) => outcome.failure?.kind ?? null)).toEqual(['refused', null, 'retry']);
  expect(formOf(requests[0])['360buy_param_json']).toBe('{"skuId":"9007199254740993456","stockNum":3}');
});

it('renews the token, and asks a person when that is turned away', async () => {
  const { http, requests } = scriptedHttp(() =>
    answeredJson({ access_token: 'new', refresh_token: 'next', expires_in: 60, time: 1 }),
  );
  const result = await refreshJdAccess(jdContext(http, {}, { refreshToken: 'old' }));
  expect(Object.fromEntries(new URL(requests[0]?.url ?? '').searchParams)).toEqual({
    app_key: 'key',
    app_secret: 'secret',
    grant_type: 'refresh_token',
    refresh_token: 'old',
  });
  expect(result).toMatchObject({ ok: true, value: { accessToken: 'new', refreshToken: 'next', appSecret: 'secret' } });
  expect(result.ok && jdAccessTerm(result.value)).toEqual({ accessUntilMs: NOW_MS + 60_000, refreshUntilMs: null });
  const over = scriptedHttp(() => answeredJson({ code: 400, msg: 'invalid refresh_token' }));
  expect(await refreshJdAccess(jdContext(over.http, {}, { refreshToken: 'old' }))).toMatchObject({
    failure: { kind: 'auth', vendorText: 'invalid refresh_token' },
  });
  expect(await refreshJdAccess(jdContext(over.http))).toMatchObject({ failure: { kind: 'auth' } });
});

it('names an API version or method that JD does not take, and never repeats it', async () => {
  for (const code of [5, 15]) {
    const { http, requests } = scriptedHttp(() => error(code));
    expect(await readJd(jdContext(http), CALL)).toMatchObject({
      ok: false,
      failure: { kind: 'refused', code: 'ERR_CHANNEL_API_MISMATCH', vendorCode: String(code) },
    });
    expect(requests).toHaveLength(1);
  }
});
