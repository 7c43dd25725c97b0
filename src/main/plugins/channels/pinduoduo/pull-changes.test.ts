import { expect, it } from 'vitest';
import type { HttpRequest } from '#main/lib/http-client.ts';
import { NOW_MS, pinduoduoContext } from '#main/plugins/channels/pinduoduo/fixtures/test-context.ts';
import { listPinduoduoPaidOrders } from '#main/plugins/channels/pinduoduo/paid-orders.ts';
import { pullPinduoduoChanges } from '#main/plugins/channels/pinduoduo/pull-changes.ts';
import { wholeSeconds } from '#main/plugins/channels/pinduoduo/whole-seconds.ts';
import { allOf, answered, answeredJson, formOf, scriptedHttp } from '#tests/contract/connectors/scripted-http.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const WINDOW = { fromMs: NOW_MS - HOUR, toMs: NOW_MS - HOUR / 2 };

/** A shop whose orders stand newest first. */
function list(request: HttpRequest, newestFirst: readonly string[]) {
  const { page, page_size } = formOf(request);
  const start = (Number(page) - 1) * Number(page_size);
  return answeredJson({
    order_sn_increment_get_response: {
      total_count: newestFirst.length,
      order_sn_list: newestFirst.slice(start, start + Number(page_size)).map((order_sn) => ({ order_sn })),
    },
  });
}

async function numbersOf(http: ReturnType<typeof scriptedHttp>['http'], window = WINDOW) {
  const results = await allOf(pullPinduoduoChanges(pinduoduoContext(http, { pageSize: 2 }), window));
  return results.flatMap((result) =>
    result.ok ? result.value.messages.map((each) => each.externalNumber) : ['failed'],
  );
}

it('reads from the last page to the first, for everything of a whole half hour', async () => {
  const { http, requests } = scriptedHttp((request) => list(request, ['5', '4', '3', '2', '1']));
  expect((await numbersOf(http)).toSorted()).toEqual(['1', '2', '3', '4', '5']);
  expect(requests.map((request) => formOf(request).page)).toEqual(['1', '3', '2', '1']);
  expect(formOf(requests[0])).toMatchObject({
    type: 'pdd.order.number.list.increment.get',
    start_updated_at: String(WINDOW.fromMs / 1000),
    end_updated_at: String(WINDOW.toMs / 1000),
    is_lucky_flag: '0',
    order_status: '5',
    refund_status: '5',
    page_size: '2',
    use_has_next: 'false',
  });
});

it('stays three minutes behind now and cuts what is longer than half an hour', async () => {
  const { http, requests } = scriptedHttp((request) => list(request, []));
  await numbersOf(http, { fromMs: NOW_MS - HOUR, toMs: NOW_MS + HOUR });
  const spans = requests.map((request) =>
    [formOf(request).start_updated_at, formOf(request).end_updated_at].map(Number),
  );
  expect(spans).toEqual([
    [(NOW_MS - HOUR) / 1000, (NOW_MS - HOUR / 2) / 1000],
    [(NOW_MS - HOUR / 2) / 1000, (NOW_MS - 3 * MINUTE) / 1000],
  ]);
});

it('never asks for more than the span, however the milliseconds fall', () => {
  const { from, to } = wholeSeconds({ fromMs: 1_000_999, toMs: 1_000_999 + 30 * MINUTE }, 30);
  expect([Number(from), Number(to) - Number(from)]).toEqual([1_000, 1_800]);
});

it('loses nothing when orders leave the window while it is read', async () => {
  const shop = ['6', '5', '4', '3', '2', '1'];
  const { http } = scriptedHttp((request, index) => {
    if (index === 1) shop.splice(shop.indexOf('5'), 1);
    return list(request, shop);
  });
  expect(await numbersOf(http)).toEqual(expect.arrayContaining(['1', '2', '3', '4', '6']));
});

it('reads the window again when rows came in at its top, and says so when that never ends', async () => {
  const shop = ['4', '3', '2', '1'];
  const once = scriptedHttp((request, index) => {
    if (index === 2) shop.unshift('5');
    return list(request, shop);
  });
  expect((await numbersOf(once.http)).toSorted()).toEqual(['1', '2', '3', '4', '5']);
  const busy = ['2', '1'];
  const endless = scriptedHttp((request) => {
    busy.unshift(String(busy.length + 1), String(busy.length + 2));
    return list(request, busy);
  });
  const results = await allOf(pullPinduoduoChanges(pinduoduoContext(endless.http, { pageSize: 2 }), WINDOW));
  expect(results).toMatchObject([{ ok: false, failure: { kind: 'retry', code: 'ERR_CHANNEL_WINDOW_DRIFTED' } }]);
});

it('passes each order on as it was sent', async () => {
  const order = '{"order_sn":"1", "updated_at":"2026-01-01 10:05:00","item_list":[{"sku_id":9007199254740993456}]}';
  const { http } = scriptedHttp(() =>
    answered(`{"order_sn_increment_get_response":{"total_count":1,"order_sn_list":[ ${order} ]}}`),
  );
  const [page] = await allOf(pullPinduoduoChanges(pinduoduoContext(http), WINDOW));
  expect(page?.ok && Buffer.from(page.value.messages[0]?.payload ?? []).toString()).toBe(order);
});

it('lists by conclusion what was paid in the window, as long after it as a group may take', async () => {
  const { http, requests } = scriptedHttp((request) => {
    const order_list = [
      { order_sn: 'before', pay_time: '2026-01-01 09:59:59', confirm_time: '2026-01-01 10:10:00' },
      { order_sn: 'inside', pay_time: '2026-01-01 10:10:00', confirm_time: '2026-01-01 10:50:00' },
      { order_sn: 'alone', confirm_time: '2026-01-01 10:20:00' },
      { order_sn: 'end', pay_time: '2026-01-01 10:30:00', confirm_time: '2026-01-01 10:30:00' },
    ];
    const isFirst = formOf(request).start_confirm_at === String(WINDOW.fromMs / 1000);
    return answeredJson({
      order_list_get_response: { total_count: isFirst ? 4 : 0, order_list: isFirst ? order_list : [] },
    });
  });
  const result = await listPinduoduoPaidOrders(pinduoduoContext(http), WINDOW);
  expect(result.ok && result.value.map((order) => order.externalNumber).toSorted()).toEqual(['alone', 'inside']);
  expect(formOf(requests.at(-1))).toMatchObject({
    type: 'pdd.order.list.get',
    end_confirm_at: String(NOW_MS / 1000 + 1),
  });
});
