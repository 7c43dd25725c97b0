import { expect, it } from 'vitest';
import { taobaoContext, NOW_MS } from '#main/plugins/channels/taobao/fixtures/test-context.ts';
import { pullTaobaoRefunds, readTaobaoRefund } from '#main/plugins/channels/taobao/refunds.ts';
import { TAOBAO_STATUS_MAP } from '#main/plugins/channels/taobao/units.ts';
import { allOf, answered, formOf, scriptedHttp } from '#tests/contract/connectors/scripted-http.ts';

const CONTEXT = { currency: 'CNY', statusMap: TAOBAO_STATUS_MAP };
const ROW =
  '{"refund_id":98765432109876543210,"tid":2200001234567890123,"oid":2200001234567890124,"status":"WAIT_SELLER_CONFIRM_GOODS",' +
  '"created":"2026-01-01 09:00:00","modified":"2026-01-01 10:05:00","refund_fee":"18.05","reason":"尺码不对","num":2,' +
  '"sid":"SF1040275268927","has_good_return":true,"dispute_type":"REFUND_AND_RETURN"}';
const read = (row: string) => readTaobaoRefund(Buffer.from(row), CONTEXT);

it('reads a refund of one sub-order with all digits, its parcel on the way back and fen', () => {
  expect(read(ROW)).toEqual({
    ok: true,
    draft: {
      refundNumber: '98765432109876543210',
      externalNumber: '2200001234567890123',
      platformVersionMs: Date.UTC(2026, 0, 1, 2, 5),
      platformStatus: 'WAIT_SELLER_CONFIRM_GOODS',
      state: 'in_progress',
      kind: 'return_and_refund',
      amountMinor: 1_805,
      currency: 'CNY',
      reason: '尺码不对',
      requestedAtMs: Date.UTC(2026, 0, 1, 1, 0),
      lines: [{ externalLineId: '2200001234567890124', quantity: 2 }],
      returnTrackingNumber: 'SF1040275268927',
    },
  });
});

it('takes the kind of an older answer from whether goods come back, and guesses none', () => {
  const kindOf = (row: string) => {
    const reading = read(row.replace(',"dispute_type":"REFUND_AND_RETURN"', ''));
    return reading.ok && reading.draft.kind;
  };
  expect(kindOf(ROW)).toBe('return_and_refund');
  expect(kindOf(ROW.replace('true', 'false'))).toBe('refund_only');
  expect(kindOf(ROW.replace(',"has_good_return":true', ''))).toBe('other');
});

it('never guesses a status, an amount or a time', () => {
  expect(read(ROW.replace('WAIT_SELLER_CONFIRM_GOODS', 'NEWS'))).toMatchObject({
    ok: false,
    code: 'ERR_CHANNEL_STATUS_UNMAPPED',
    data: { axis: 'refund', vendorStatus: 'NEWS' },
  });
  expect(read(ROW.replace('18.05', 'x'))).toMatchObject({ ok: false, data: { reason: 'amount' } });
  expect(read(ROW.replace('2026-01-01 10:05:00', 'soon'))).toMatchObject({ ok: false, data: { reason: 'time' } });
  expect(read('{"refund_id":1}')).toMatchObject({ ok: false, data: { reason: 'shape' } });
});

it('asks by time of change in half hours and passes each row on as it came', async () => {
  const { http, requests } = scriptedHttp((_request, index) =>
    answered(
      index === 0
        ? `{"refunds_receive_get_response":{"total_results":1,"refunds":{"refund":[${ROW}]}}}`
        : '{"refunds_receive_get_response":{"total_results":0}}',
    ),
  );
  const hour = { fromMs: NOW_MS - 3_600_000, toMs: NOW_MS };
  const pages = await allOf(pullTaobaoRefunds(taobaoContext(http), hour));
  expect(pages).toMatchObject([
    { ok: true, value: [{ refundNumber: '98765432109876543210', externalNumber: '2200001234567890123' }] },
  ]);
  expect(pages[0]?.ok && Buffer.from(pages[0].value[0]?.payload ?? '').toString()).toBe(ROW);
  expect(requests.map((request) => formOf(request)['start_modified'])).toEqual([
    '2026-01-01 10:00:00',
    '2026-01-01 10:30:00',
  ]);
});
