import { expect, it } from 'vitest';
import { fixture, NOW_MS, taobaoContext } from '#main/plugins/channels/taobao/fixtures/test-context.ts';
import { pullTaobaoChanges } from '#main/plugins/channels/taobao/pull-changes.ts';
import { listTaobaoPaidOrders } from '#main/plugins/channels/taobao/paid-orders.ts';
import { listTrades } from '#main/plugins/channels/taobao/trade-list.ts';
import { allOf, answered, answeredJson, formOf, scriptedHttp } from '#tests/contract/connectors/scripted-http.ts';
import type { HttpRequest } from '#main/lib/http-client.ts';

const HOUR = 3_600_000;
const WINDOW = { fromMs: NOW_MS - HOUR, toMs: NOW_MS - HOUR / 2 };

/** A shop whose orders stand newest first, as TOP lists them. */
function list(request: HttpRequest, newestFirst: readonly string[]) {
  const { page_no, page_size } = formOf(request);
  const start = (Number(page_no) - 1) * Number(page_size);
  const trade = newestFirst
    .slice(start, start + Number(page_size))
    .map((tid) => ({ tid_str: tid, status: 'WAIT_SELLER_SEND_GOODS' }));
  return answeredJson({
    trades_sold_increment_get_response: {
      total_results: newestFirst.length,
      ...(trade.length > 0 ? { trades: { trade } } : {}),
    },
  });
}

it('asks for the page count first and then reads from the last page to the first', async () => {
  const { http, requests } = scriptedHttp((request) => list(request, ['5', '4', '3', '2', '1']));
  const result = await listTrades(taobaoContext(http, { pageSize: 2 }), WINDOW);
  expect(requests.map((request) => formOf(request).page_no)).toEqual(['1', '3', '2', '1']);
  expect(formOf(requests[0])).toMatchObject({
    method: 'taobao.trades.sold.increment.get',
    start_modified: '2026-01-01 10:00:00',
    end_modified: '2026-01-01 10:30:00',
    page_size: '2',
    use_has_next: 'false',
  });
  expect(result.ok && result.value.map((row) => row.tid)).toEqual(['1', '2', '3', '4', '5']);
});

it('takes an answer without a list as an empty window', async () => {
  const { http, requests } = scriptedHttp((request) => list(request, []));
  expect(await listTrades(taobaoContext(http), WINDOW)).toEqual({ ok: true, value: [] });
  expect(requests).toHaveLength(1);
});

it('loses nothing when orders leave the window while it is read', async () => {
  const shop = ['6', '5', '4', '3', '2', '1'];
  const { http } = scriptedHttp((request, index) => {
    if (index === 1) shop.splice(shop.indexOf('5'), 1);
    return list(request, shop);
  });
  const result = await listTrades(taobaoContext(http, { pageSize: 2 }), WINDOW);
  expect(result.ok && result.value.map((row) => row.tid)).toEqual(expect.arrayContaining(['1', '2', '3', '4', '6']));
});

it('reads the window again when orders came in at its top, and says so when that never ends', async () => {
  const shop = ['4', '3', '2', '1'];
  const once = scriptedHttp((request, index) => {
    if (index === 2) shop.unshift('5');
    return list(request, shop);
  });
  const result = await listTrades(taobaoContext(once.http, { pageSize: 2 }), WINDOW);
  expect(result.ok && result.value.map((row) => row.tid)).toEqual(['1', '2', '3', '4', '5']);

  const busy = ['2', '1'];
  const endless = scriptedHttp((request) => {
    busy.unshift(String(busy.length + 1), String(busy.length + 2));
    return list(request, busy);
  });
  expect(await listTrades(taobaoContext(endless.http, { pageSize: 2 }), WINDOW)).toMatchObject({
    ok: false,
    failure: { kind: 'retry', code: 'ERR_CHANNEL_WINDOW_DRIFTED' },
  });
});

it('reads each listed order in full and passes its bytes on unaltered', async () => {
  const { http, requests } = scriptedHttp((request) =>
    request.operation.includes('increment') ? list(request, ['2', '1']) : answered(fixture('trade.json')),
  );
  const pages = await allOf(pullTaobaoChanges(taobaoContext(http), WINDOW));
  expect(pages).toEqual([
    {
      ok: true,
      value: {
        messages: [
          { externalNumber: '1', payload: fixture('trade.json') },
          { externalNumber: '2', payload: fixture('trade.json') },
        ],
        page: 1,
        of: 1,
        readUntilMs: WINDOW.toMs,
      },
      messages: [],
    },
  ]);
  expect(formOf(requests[1])).toMatchObject({ method: 'taobao.trade.fullinfo.get', tid: '1' });
  expect(formOf(requests[1]).fields?.split(',')).toEqual(
    expect.arrayContaining([
      'oaid',
      'receiver_name',
      'receiver_address',
      'created',
      'receiver_mobile',
      'receiver_phone',
    ]),
  );
});

it('passes on an order that TOP refuses to show, so that it is parked and the others come through', async () => {
  const refusal =
    '{"error_response":{"code":15,"msg":"Remote service error","sub_code":"isv.trade-not-exist","sub_msg":"交易不存在"}}';
  const { http } = scriptedHttp((request) => {
    if (request.operation.includes('increment')) return list(request, ['2', '1']);
    return formOf(request).tid === '1' ? answered(refusal) : answered(fixture('trade.json'));
  });
  const [page] = await allOf(pullTaobaoChanges(taobaoContext(http), WINDOW));
  expect(page).toMatchObject({
    ok: true,
    value: { messages: [{ externalNumber: '1', payload: Buffer.from(refusal) }, { externalNumber: '2' }] },
    messages: [{ code: 'ERR_CHANNEL_REFUSED', vendorCode: '15 isv.trade-not-exist', vendorText: '交易不存在' }],
  });
});

it('ends with the failure when credentials fail, and asks for nothing more', async () => {
  const { http, requests } = scriptedHttp(() => answeredJson({ error_response: { code: 27, msg: 'Invalid session' } }));
  const results = await allOf(pullTaobaoChanges(taobaoContext(http), { fromMs: NOW_MS - 5 * HOUR, toMs: NOW_MS }));
  expect(results).toEqual([
    expect.objectContaining({
      ok: false,
      failure: expect.objectContaining({ kind: 'auth', code: 'ERR_CHANNEL_AUTH' }),
    }),
  ]);
  expect(requests).toHaveLength(1);
});

it('lists the orders paid in a window, asking the order itself where the list has no time of payment', async () => {
  const { http } = scriptedHttp((request) => {
    if (request.operation.includes('fullinfo'))
      return answeredJson({ trade_fullinfo_get_response: { trade: { pay_time: '2026-01-01 10:10:00' } } });
    const trade = [
      { tid_str: 'late', status: 'TRADE_FINISHED', pay_time: '2026-01-01 10:30:00' },
      { tid_str: 'inside', status: 'TRADE_CLOSED', pay_time: '2026-01-01 10:29:59' },
      { tid_str: 'asked', status: 'WAIT_SELLER_SEND_GOODS' },
      { tid_str: 'unpaid', status: 'WAIT_BUYER_PAY' },
    ];
    return answeredJson({ trades_sold_increment_get_response: { total_results: 4, trades: { trade } } });
  });
  const result = await listTaobaoPaidOrders(taobaoContext(http), WINDOW);
  expect(result.ok && result.value.map((order) => order.externalNumber).toSorted()).toEqual(['asked', 'inside']);
});
