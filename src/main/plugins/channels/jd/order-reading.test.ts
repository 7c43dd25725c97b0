import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { HttpOutcome, HttpRequest } from '#main/lib/http-client.ts';
import { jdContext, orderText } from '#main/plugins/channels/jd/fixtures/test-context.ts';
import { readJdOrderPayload } from '#main/plugins/channels/jd/order-reading.ts';
import { confirmJdShipment } from '#main/plugins/channels/jd/shipment.ts';
import { JD_STATUS_MAP } from '#main/plugins/channels/jd/units.ts';
import { answered, answeredJson, formOf, noAnswer, scriptedHttp } from '#tests/contract/connectors/scripted-http.ts';

const CONTEXT = { currency: 'CNY', statusMap: JD_STATUS_MAP };
const ORDER = JSON.parse(orderText()) as Record<string, unknown>;
const textOf = (changes: object = {}) => JSON.stringify({ ...ORDER, ...changes });
const read = (changes: object = {}) => readJdOrderPayload(Buffer.from(textOf(changes)), CONTEXT);

function draft(changes: object = {}) {
  const reading = read(changes);
  if (!reading.ok) throw new Error(JSON.stringify(reading));
  return reading.draft;
}

it('reads a whole order', () => {
  expect(draft()).toEqual({
    externalNumber: '250000000001',
    displayNumber: '250000000001',
    platformVersionMs: Date.UTC(2026, 0, 1, 2, 5, 0),
    platformStatus: 'WAIT_SELLER_STOCK_OUT',
    payment: 'paid',
    fulfilment: 'received',
    afterSales: 'none',
    holds: [],
    currency: 'CNY',
    totalMinor: 9_800,
    shippingFeeMinor: 600,
    placedAtMs: Date.UTC(2026, 0, 1, 2, 0, 0),
    paidAtMs: Date.UTC(2026, 0, 1, 2, 2, 0),
    buyerNote: '请发顺丰',
    sellerNote: '老客户',
    flags: ['shop_discount:3.01', 'promotion:41-京东券优惠'],
    recipient: {
      name: '张**',
      phone: '138****5678',
      country: 'CN',
      province: '浙江省',
      city: '杭州市',
      district: '西湖区',
      town: '文新街道',
      street: '浙江省杭州市西湖区****',
      postcode: '',
      isMasked: true,
    },
    recipientHandle: 'oaid-handle-1',
    lines: [
      {
        externalLineId: '9007199254740993456',
        skuCode: 'SKU-1',
        externalItemId: '7',
        externalSkuId: '9007199254740993456',
        title: '纯棉T恤 黑色 L',
        variant: '',
        quantity: 2,
        cancelledQuantity: 0,
        shippedQuantity: 0,
        unitPriceMinor: 3_334,
        paidMinor: 6_134,
        afterSales: 'none',
      },
      {
        externalLineId: '78',
        skuCode: 'SOK',
        externalItemId: '8',
        externalSkuId: '78',
        title: '棉袜',
        variant: '',
        quantity: 1,
        cancelledQuantity: 0,
        shippedQuantity: 0,
        unitPriceMinor: 3_333,
        paidMinor: 3_066,
        afterSales: 'none',
      },
    ],
    externalIds: [{ kind: 'order', value: '250000000000' }],
    promotions: [
      { kind: 'platform', label: '41-京东券优惠', amountMinor: 0 },
      { kind: 'shop', label: '', amountMinor: 301 },
    ],
    platformData: {},
  });
});

it.each(['LOCKED', 'PAUSE', 'POP_ORDER_PAUSE'])('holds an order that stands at %s', (orderState) => {
  expect(draft({ orderState }).holds).toEqual([
    { kind: 'platform', reasonCode: 'platform_status', data: { vendorStatus: orderState } },
  ]);
});

it('reads every state of the reference and parks another', () => {
  for (const row of JD_STATUS_MAP.filter(({ axis }) => axis === 'order'))
    expect(read({ orderState: row.vendorStatus }).ok).toBe(true);
  expect(JD_STATUS_MAP.some((row) => row.vendorStatus === 'SEND_TO_DISTRIBUTION_CENER')).toBe(true);
  expect(read({ orderState: 'BRAND_NEW' })).toEqual({
    ok: false,
    code: 'ERR_CHANNEL_STATUS_UNMAPPED',
    data: { axis: 'order', vendorStatus: 'BRAND_NEW', externalNumber: '250000000001' },
  });
});

it('takes year one for no payment, and labels payment on delivery', () => {
  expect(draft({ paymentConfirmTime: '0001-01-01 00:00:00', payType: '1-货到付款' })).toMatchObject({
    paidAtMs: null,
    flags: expect.arrayContaining(['cod']),
  });
});

it('keeps ciphertext for the waybill and does not show it', () => {
  const sealed = 'AbCdEf0123456789AbCdEf0123456789==';
  const consigneeInfo = { fullname: sealed, mobile: sealed, fullAddress: '文三路1号', province: '浙江省' };
  expect(draft({ consigneeInfo })).toMatchObject({
    recipient: { name: '', phone: '', street: '文三路1号', isMasked: true },
    recipientHandle: JSON.stringify({ fullname: sealed, telephone: '', mobile: sealed, fullAddress: '文三路1号' }),
  });
});

it.each([
  ['a broken time', { modified: '2026-02-30 10:05:00' }, { reason: 'time', field: 'modified' }],
  ['a broken amount', { orderPayment: '1e3' }, { reason: 'amount', field: 'orderPayment' }],
  [
    'an empty count',
    { itemInfoList: [{ skuId: '1', itemTotal: '' }] },
    { reason: 'shape', field: 'itemInfoList.0.itemTotal' },
  ],
])('calls %s unreadable and says where', (_name, changes, data) => {
  expect(read(changes)).toEqual({ ok: false, code: 'ERR_CHANNEL_ORDER_UNREADABLE', data });
});

it('never throws, whatever the bytes or fields are', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void readJdOrderPayload(bytes, CONTEXT)));
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(ORDER)), fc.jsonValue({ maxDepth: 2 }), (name, value) => {
      read({ [name]: value });
    }),
  );
});

const REQUEST = {
  requestKey: 'ship-1',
  externalNumber: '250000000001',
  carrierId: 'sf-express',
  trackingNumber: 'SF1040275268927',
  lines: [],
  platformData: {},
};
const SHIPPED = { orderState: 'WAIT_GOODS_RECEIVE_CONFIRM', waybill: 'YT1|SF1040275268927' };
const answer = (success: unknown) =>
  answeredJson({
    jingdong_pop_order_shipment_responce: {
      code: '0',
      sopjosshipment_result: { success, errorCode: '10400011', chineseErrCode: '运单号不正确' },
    },
  });

function shop(before: object, sentAnswer: HttpOutcome = answer('true'), after = before) {
  let sent = false;
  return scriptedHttp((request: HttpRequest) => {
    if (request.operation !== 'jingdong.pop.order.shipment')
      return answered(
        `{"jingdong_pop_order_enGet_responce":{"code":"0","orderDetailInfo":{"apiResult":{"success":true},"orderInfo":${textOf(sent ? after : before)}}}}`,
      );
    sent = true;
    return sentAnswer;
  });
}

it('reports a parcel with JD spelling, once', async () => {
  const { http, requests } = shop({});
  expect(await confirmJdShipment(jdContext(http), REQUEST)).toMatchObject({ ok: true, value: { alreadyDone: false } });
  expect(JSON.parse(formOf(requests[1])['360buy_param_json'] ?? '')).toEqual({
    orderId: '250000000001',
    logiCoprId: '467',
    logiNo: 'SF1040275268927',
  });
  const again = shop(SHIPPED);
  expect(await confirmJdShipment(jdContext(again.http), REQUEST)).toMatchObject({ value: { alreadyDone: true } });
  expect(again.requests).toHaveLength(1);
});

it('finds out whether a report with a lost answer arrived', async () => {
  const arrived = await confirmJdShipment(jdContext(shop({}, noAnswer, SHIPPED).http), REQUEST);
  expect(arrived).toMatchObject({ ok: true, value: { alreadyDone: false } });
  const lost = await confirmJdShipment(jdContext(shop({}, noAnswer).http), REQUEST);
  expect(lost).toMatchObject({ ok: false, failure: { kind: 'unknown_outcome' } });
});

it('passes on what JD says against a parcel, and refuses without a report what must not leave', async () => {
  expect(await confirmJdShipment(jdContext(shop({}, answer(false)).http), REQUEST)).toMatchObject({
    failure: { kind: 'refused', vendorCode: '10400011', vendorText: '运单号不正确' },
  });
  for (const changes of [{ orderState: 'LOCKED' }, { orderState: 'TRADE_CANCELED' }, { ...SHIPPED, waybill: 'YT1' }]) {
    const { http, requests } = shop(changes);
    expect(await confirmJdShipment(jdContext(http), REQUEST)).toMatchObject({
      ok: false,
      failure: { kind: 'refused' },
    });
    expect(requests).toHaveLength(1);
  }
});
