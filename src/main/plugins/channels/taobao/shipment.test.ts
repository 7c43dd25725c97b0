import { expect, it } from 'vitest';
import { fixture, taobaoContext } from '#main/plugins/channels/taobao/fixtures/test-context.ts';
import { confirmTaobaoShipment } from '#main/plugins/channels/taobao/shipment.ts';
import { TAOBAO_STATUS_MAP } from '#main/plugins/channels/taobao/units.ts';
import { answered, answeredJson, formOf, noAnswer, scriptedHttp } from '#tests/contract/connectors/scripted-http.ts';
import type { HttpOutcome, HttpRequest } from '#main/lib/http-client.ts';

const FIRST = '2200001234567890124';
const REQUEST = {
  requestKey: 'ship-1',
  externalNumber: '2200001234567890123',
  carrierId: 'sf-express',
  trackingNumber: 'SF1040275268927',
  lines: [],
  platformData: {},
};
const TRADE = fixture('trade.json').toString();
/** Two open lines instead of one open and one closed. */
const TWO_OPEN = TRADE.replace(
  '"TRADE_CLOSED","refund_status":"SUCCESS"',
  '"WAIT_SELLER_SEND_GOODS","refund_status":"NO_REFUND"',
);
const SHIPPED = TRADE.replaceAll('WAIT_SELLER_SEND_GOODS', 'WAIT_BUYER_CONFIRM_GOODS').replace(
  '"outer_sku_id":"SKU-1"',
  '"outer_sku_id":"SKU-1","invoice_no":"SF1040275268927"',
);
const SENT = answeredJson({ logistics_online_send_response: { shipping: { is_success: true } } });

function shop(before: string, answer: HttpOutcome = SENT, after = before) {
  let sent = false;
  return scriptedHttp((request: HttpRequest) => {
    if (request.operation === 'taobao.trade.fullinfo.get') return answered(sent ? after : before);
    sent = true;
    return answer;
  });
}

it('reports the whole order after having read it', async () => {
  const { http, requests } = shop(TRADE);
  expect(await confirmTaobaoShipment(taobaoContext(http), REQUEST)).toEqual({
    ok: true,
    value: { alreadyDone: false },
    messages: [],
  });
  expect(requests.map((request) => request.operation)).toEqual([
    'taobao.trade.fullinfo.get',
    'taobao.logistics.online.send',
  ]);
  expect(formOf(requests[1])).toMatchObject({
    tid: REQUEST.externalNumber,
    company_code: 'SF',
    out_sid: 'SF1040275268927',
    is_split: '0',
  });
  expect(formOf(requests[1])).not.toHaveProperty('sub_tid');
});

it('splits when the parcel holds a part of the order', async () => {
  const { http, requests } = shop(TWO_OPEN);
  await confirmTaobaoShipment(taobaoContext(http), { ...REQUEST, lines: [{ externalLineId: FIRST, quantity: 2 }] });
  expect(formOf(requests[1])).toMatchObject({ is_split: '1', sub_tid: FIRST });
});

it('does not report a parcel that the platform already has', async () => {
  const { http, requests } = shop(SHIPPED);
  expect(await confirmTaobaoShipment(taobaoContext(http), REQUEST)).toMatchObject({
    ok: true,
    value: { alreadyDone: true },
  });
  expect(requests).toHaveLength(1);
});

it('finds out by itself that a report with a lost answer arrived', async () => {
  const { http, requests } = shop(TRADE, noAnswer, SHIPPED);
  expect(await confirmTaobaoShipment(taobaoContext(http), REQUEST)).toMatchObject({
    ok: true,
    value: { alreadyDone: false },
  });
  expect(requests).toHaveLength(3);
});

it('calls the outcome unknown when the parcel is not there after a lost answer', async () => {
  const { http } = shop(TRADE, noAnswer);
  expect(await confirmTaobaoShipment(taobaoContext(http), REQUEST)).toMatchObject({
    ok: false,
    failure: { kind: 'unknown_outcome', code: 'ERR_CHANNEL_OUTCOME_UNKNOWN' },
  });
});

const standing = (status: string) => TRADE.replaceAll('WAIT_SELLER_SEND_GOODS', status);

it.each([
  ['PAID_FORBID_CONSIGN', standing('PAID_FORBID_CONSIGN'), 'NOT_DUE', 'PAID_FORBID_CONSIGN'],
  ['a status of which nobody has heard', standing('WAIT_INSPECTION'), 'NOT_DUE', 'WAIT_INSPECTION'],
  ['an open refund', TRADE.replace('NO_REFUND', 'WAIT_SELLER_AGREE'), 'REFUND', 'WAIT_SELLER_AGREE'],
  ['a refund of which nobody has heard', TRADE.replace('NO_REFUND', 'WAIT_ARBITER'), 'REFUND', 'WAIT_ARBITER'],
  ['another parcel', SHIPPED.replace('SF1040275268927', 'SF9999999999999'), 'OTHER_PARCEL', 'WAIT_BUYER_CONFIRM_GOODS'],
  ['an order that left without a number', standing('TRADE_FINISHED'), 'OTHER_PARCEL', 'TRADE_FINISHED'],
  ['a closed order', standing('TRADE_CLOSED'), 'CLOSED', 'TRADE_CLOSED'],
])('refuses without a report for %s', async (_name, trade, reason, vendorCode) => {
  const { http, requests } = shop(trade);
  expect(await confirmTaobaoShipment(taobaoContext(http), REQUEST)).toMatchObject({
    ok: false,
    failure: { kind: 'refused', code: `ERR_CHANNEL_SHIP_${reason}`, vendorCode },
  });
  expect(requests).toHaveLength(1);
});

const inParcel = [FIRST, '2200001234567890125'].map((externalLineId) => ({ externalLineId, quantity: 1 }));

it('reports a whole order no more when a part of what is in the parcel was refunded since', async () => {
  const whole = shop(TWO_OPEN);
  await confirmTaobaoShipment(taobaoContext(whole.http), { ...REQUEST, inParcel });
  expect(formOf(whole.requests[1])).toMatchObject({ is_split: '0' });
  const { http, requests } = shop(TRADE);
  expect(await confirmTaobaoShipment(taobaoContext(http), { ...REQUEST, inParcel })).toMatchObject({
    failure: { code: 'ERR_CHANNEL_SHIP_LESS_LEFT', vendorText: expect.stringContaining('2200001234567890125') },
  });
  expect(requests).toHaveLength(1);
});

it('goes by what a person said of a refund status', async () => {
  const said = { axis: 'refund' as const, vendorStatus: 'WAIT_ARBITER', payment: null, fulfilment: null, hold: null };
  const statusMap = [...TAOBAO_STATUS_MAP, { ...said, afterSales: 'closed' as const }];
  const { http } = shop(TRADE.replace('NO_REFUND', 'WAIT_ARBITER'));
  expect(await confirmTaobaoShipment(taobaoContext(http), { ...REQUEST, statusMap })).toMatchObject({ ok: true });
});

it('says that an order is not shown any more', async () => {
  const gone = { code: 15, msg: 'x', sub_code: 'isv.trade-not-exist', sub_msg: '交易不存在' };
  const { http, requests } = shop(JSON.stringify({ error_response: gone }));
  expect(await confirmTaobaoShipment(taobaoContext(http), REQUEST)).toMatchObject({
    failure: { kind: 'refused', code: 'ERR_CHANNEL_SHIP_ORDER_UNKNOWN', vendorText: '交易不存在' },
  });
  expect(requests).toHaveLength(1);
});

it('refuses a carrier without a company code, unless the configuration has one', async () => {
  const request = { ...REQUEST, carrierId: 'local-van' };
  expect(await confirmTaobaoShipment(taobaoContext(shop(TRADE).http), request)).toMatchObject({
    ok: false,
    failure: { kind: 'refused', code: 'ERR_CHANNEL_SHIP_CARRIER' },
  });
  const { http, requests } = shop(TRADE);
  await confirmTaobaoShipment(taobaoContext(http, { companyCodes: { 'local-van': 'OTHER' } }), request);
  expect(formOf(requests[1])).toMatchObject({ company_code: 'OTHER' });
});

it('passes on what TOP says against a parcel', async () => {
  const { http } = shop(
    TRADE,
    answeredJson({
      error_response: { code: 15, msg: 'x', sub_code: 'isv.logistics-error', sub_msg: '运单号不符合规则' },
    }),
  );
  expect(await confirmTaobaoShipment(taobaoContext(http), REQUEST)).toMatchObject({
    ok: false,
    failure: { kind: 'refused', vendorCode: '15 isv.logistics-error', vendorText: '运单号不符合规则' },
  });
});
