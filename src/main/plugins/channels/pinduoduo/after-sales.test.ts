import { expect, it } from 'vitest';
import { pinduoduoAccessTerm, refreshPinduoduoAccess } from '#main/plugins/channels/pinduoduo/access.ts';
import { NOW_MS, pinduoduoContext } from '#main/plugins/channels/pinduoduo/fixtures/test-context.ts';
import { pullPinduoduoRefunds, readPinduoduoRefund } from '#main/plugins/channels/pinduoduo/refunds.ts';
import { pushPinduoduoStock } from '#main/plugins/channels/pinduoduo/stock.ts';
import { PINDUODUO_STATUS_MAP } from '#main/plugins/channels/pinduoduo/units.ts';
import {
  allOf,
  answered,
  answeredJson,
  formOf,
  noAnswer,
  scriptedHttp,
} from '#tests/contract/connectors/scripted-http.ts';

const CONTEXT = { currency: 'CNY', statusMap: PINDUODUO_STATUS_MAP };
const REFUND = {
  id: 7381745730,
  order_sn: '260101-000000000000001',
  after_sales_status: 7,
  after_sales_type: 3,
  refund_amount: '19.90',
  created_time: '2026-01-01 10:00:00',
  updated_time: '2026-01-01 10:20:00',
  after_sale_reason: '尺码不合适',
  sku_id: '78',
  goods_number: '2',
  tracking_number: 'YT123',
};
const readRefund = (changes: object = {}) =>
  readPinduoduoRefund(Buffer.from(JSON.stringify({ ...REFUND, ...changes })), CONTEXT);

it('pulls cases half an hour at a time and passes their bytes on', async () => {
  const { http, requests } = scriptedHttp(() =>
    answered(
      `{"refund_increment_get_response":{"total_count":1,"refund_list":[{"id":9007199254740993123,"order_sn":"o"}]}}`,
    ),
  );
  const window = { fromMs: NOW_MS - 3_600_000, toMs: NOW_MS - 1_800_000 };
  const [page] = await allOf(pullPinduoduoRefunds(pinduoduoContext(http), window));
  expect(page?.ok && page.value).toEqual([
    {
      refundNumber: '9007199254740993123',
      externalNumber: 'o',
      payload: Buffer.from('{"id":9007199254740993123,"order_sn":"o"}'),
    },
  ]);
  expect(formOf(requests[0])).toMatchObject({
    type: 'pdd.refund.list.increment.get',
    after_sales_status: '1',
    after_sales_type: '1',
    start_updated_at: String(window.fromMs / 1000),
    end_updated_at: String(window.toMs / 1000),
  });
});

it('reads a case', () => {
  expect(readRefund()).toEqual({
    ok: true,
    draft: {
      refundNumber: '7381745730',
      externalNumber: '260101-000000000000001',
      platformVersionMs: Date.UTC(2026, 0, 1, 2, 20, 0),
      platformStatus: 'after_sales=7',
      state: 'in_progress',
      kind: 'return_and_refund',
      amountMinor: 1_990,
      currency: 'CNY',
      reason: '尺码不合适',
      requestedAtMs: Date.UTC(2026, 0, 1, 2, 0, 0),
      lines: [{ externalLineId: '78', quantity: 2 }],
      returnTrackingNumber: 'YT123',
    },
  });
  expect(readRefund({ after_sales_status: 10, after_sales_type: 2 })).toMatchObject({
    draft: { state: 'refunded', kind: 'refund_only', returnTrackingNumber: '' },
  });
});

it('parks a case with a status that nobody knows, and names what it cannot read', () => {
  expect(readRefund({ after_sales_status: 77 })).toMatchObject({
    code: 'ERR_CHANNEL_STATUS_UNMAPPED',
    data: { axis: 'refund', vendorStatus: 'after_sales=77' },
  });
  expect(readRefund({ refund_amount: '?' })).toMatchObject({ data: { reason: 'amount', field: 'refund_amount' } });
  expect(readRefund({ updated_time: '' })).toMatchObject({ data: { reason: 'time', field: 'updated_time' } });
  expect(readPinduoduoRefund(Buffer.from('no'), CONTEXT)).toMatchObject({ data: { reason: 'shape' } });
});

const ITEM = { skuCode: 'SKU-1', externalItemId: '68', externalSkuId: '50', availableUnits: 7 };

it('sets absolute stock by SKU id, or by the merchant code', async () => {
  const { http, requests } = scriptedHttp(() => answeredJson({ goods_quantity_update_response: { is_success: true } }));
  const items = [ITEM, { ...ITEM, externalSkuId: null, availableUnits: -3 }];
  expect(await pushPinduoduoStock(pinduoduoContext(http), items)).toMatchObject({
    ok: true,
    value: [{ failure: null }, { failure: null }],
  });
  expect(requests.map(formOf)).toMatchObject([
    { goods_id: '68', sku_id: '50', quantity: '7', update_type: '1' },
    { goods_id: '68', outer_id: 'SKU-1', quantity: '0', update_type: '1' },
  ]);
});

it('gives each item its own outcome, and stops for what concerns all', async () => {
  const replies = [
    answeredJson({ error_response: { error_code: 30001, error_msg: '商品不存在' } }),
    noAnswer,
    answeredJson({ goods_quantity_update_response: { is_success: true } }),
  ];
  const { http } = scriptedHttp((_request, index) => replies[index] ?? noAnswer);
  const result = await pushPinduoduoStock(pinduoduoContext(http), [
    { ...ITEM, externalItemId: null },
    ITEM,
    ITEM,
    ITEM,
  ]);
  expect(result.ok && result.value.map((outcome) => outcome.failure?.kind ?? null)).toEqual([
    'refused',
    'refused',
    'retry',
    null,
  ]);
  const expired = scriptedHttp(() => answeredJson({ error_response: { error_code: 10019, error_msg: 'x' } }));
  expect(await pushPinduoduoStock(pinduoduoContext(expired.http), [ITEM, ITEM])).toMatchObject({
    ok: false,
    failure: { kind: 'auth' },
  });
  expect(expired.requests).toHaveLength(1);
});

it('renews the tokens and then knows when they end', async () => {
  const { http, requests } = scriptedHttp(() =>
    answeredJson({
      pop_auth_token_refresh_response: {
        access_token: 'new',
        refresh_token: 'next',
        expires_at: 1_769_817_600,
        expires_in: 10,
        refresh_token_expires_in: 60,
      },
    }),
  );
  const result = await refreshPinduoduoAccess(pinduoduoContext(http, {}, { refreshToken: 'old' }));
  expect(formOf(requests[0])).toMatchObject({ type: 'pdd.pop.auth.token.refresh', refresh_token: 'old' });
  expect(result).toMatchObject({
    ok: true,
    value: { clientId: 'c0ffee', clientSecret: 'pdd-secret', accessToken: 'new', refreshToken: 'next' },
  });
  expect(result.ok && pinduoduoAccessTerm(result.value)).toEqual({
    accessUntilMs: 1_769_817_600_000,
    refreshUntilMs: NOW_MS + 60_000,
  });
});

it('asks a person when there is no refresh token or it is turned away', async () => {
  const none = scriptedHttp(() => noAnswer);
  expect(await refreshPinduoduoAccess(pinduoduoContext(none.http))).toMatchObject({ failure: { kind: 'auth' } });
  expect(none.requests).toEqual([]);
  const over = scriptedHttp(() =>
    answeredJson({ error_response: { error_code: 10035, error_msg: 'refresh_token过期' } }),
  );
  expect(await refreshPinduoduoAccess(pinduoduoContext(over.http, {}, { refreshToken: 'old' }))).toMatchObject({
    failure: { kind: 'auth', vendorText: 'refresh_token过期' },
  });
});
