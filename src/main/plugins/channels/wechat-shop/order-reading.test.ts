import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readWechatOrder } from '#main/plugins/channels/wechat-shop/order-reading.ts';
import { WECHAT_SHOP_STATUS_MAP } from '#main/plugins/channels/wechat-shop/units.ts';

const CONTEXT = { currency: 'CNY', statusMap: WECHAT_SHOP_STATUS_MAP };
const ORDER = readFileSync(new URL('fixtures/order.json', import.meta.url), 'utf8');
const LINE = '10000000000001:20000000000001';

const read = (change: (text: string) => string = (text) => text) =>
  readWechatOrder(Buffer.from(change(ORDER)), CONTEXT);

function draft(change?: (text: string) => string) {
  const reading = read(change);
  if (!reading.ok) throw new Error(JSON.stringify(reading));
  return reading.draft;
}

const withStatus = (status: number) => (text: string) => text.replace('"status": 20', `"status": ${status}`);

it('reads a whole order: units refunded before they left, a gift of the same good, masks, labels', () => {
  expect(draft()).toEqual({
    externalNumber: '3705115058471208928',
    displayNumber: '3705115058471208928',
    platformVersionMs: 1_767_225_900_000,
    platformStatus: '20',
    payment: 'partially_refunded',
    fulfilment: 'received',
    afterSales: 'none',
    holds: [],
    currency: 'CNY',
    totalMinor: 15_000,
    shippingFeeMinor: 1000,
    placedAtMs: 1_767_225_600_000,
    paidAtMs: 1_767_225_660_000,
    buyerNote: '请发顺丰',
    sellerNote: '老客户',
    flags: ['present', 'discount', 'live_room:14000000000000000001', 'author:sph1', 'gift:T恤'],
    recipient: {
      name: '张**',
      phone: '138****5678',
      country: 'CN',
      province: '浙江省',
      city: '西湖区',
      district: '西湖区',
      town: '',
      street: '****',
      postcode: '310012',
      isMasked: true,
    },
    recipientHandle: 'cipher-1',
    lines: [
      {
        externalLineId: LINE,
        skuCode: 'SKU-1',
        externalItemId: '10000000000001',
        externalSkuId: '20000000000001',
        title: 'T恤',
        variant: '颜色:红色;尺码:M',
        quantity: 3,
        cancelledQuantity: 1,
        shippedQuantity: 1,
        unitPriceMinor: 5000,
        paidMinor: 14_000,
        afterSales: 'none',
      },
      {
        externalLineId: `${LINE}#2`,
        skuCode: 'SKU-1',
        externalItemId: '10000000000001',
        externalSkuId: '20000000000001',
        title: 'T恤',
        variant: '',
        quantity: 1,
        cancelledQuantity: 0,
        shippedQuantity: 0,
        unitPriceMinor: 5000,
        paidMinor: 0,
        afterSales: 'none',
      },
    ],
    externalIds: [
      { kind: 'payment', value: '4200001234567890123456789012' },
      { kind: 'waybill', value: 'SF1040275268927' },
    ],
    promotions: [
      { kind: 'other', label: '', amountMinor: 6_000 },
      { kind: 'gift', label: 'T恤', amountMinor: 0 },
    ],
    platformData: {},
  });
});

it.each([
  [10, 'awaited', 'received', []],
  [12, 'partially_refunded', 'received', ['platform_status']],
  [13, 'partially_refunded', 'received', ['platform_status']],
  [21, 'partially_refunded', 'partially_shipped', []],
  [30, 'paid', 'shipped', []],
  [100, 'paid', 'completed', []],
  [200, 'refunded', 'cancelled', []],
  [250, 'refunded', 'cancelled', []],
])('takes status %i for what it means', (status, payment, fulfilment, reasons) => {
  const order = draft(withStatus(status));
  expect(order).toMatchObject({ payment, fulfilment });
  expect(order.holds.map((hold) => hold.reasonCode)).toEqual(reasons);
});

it('calls a cancelled order that nobody paid voided', () => {
  expect(draft((text) => withStatus(250)(text).replace('"pay_time": 1767225660', '"pay_time": 0'))).toMatchObject({
    payment: 'voided',
    paidAtMs: null,
  });
});

it('holds an order with units in after-sales, and parks one with a status that nobody knows', () => {
  const held = draft((text) => text.replace('"on_aftersale_sku_cnt": 0', '"on_aftersale_sku_cnt": 1'));
  expect(held).toMatchObject({
    afterSales: 'in_progress',
    holds: [{ kind: 'refund', reasonCode: 'refund_open', data: { lines: LINE } }],
  });
  expect(read(withStatus(77))).toEqual({
    ok: false,
    code: 'ERR_CHANNEL_STATUS_UNMAPPED',
    data: { axis: 'order', vendorStatus: '77', externalNumber: '3705115058471208928' },
  });
});

it('calls a refusal and a broken order unreadable and says where', () => {
  expect(readWechatOrder(Buffer.from('{"errcode":10020052,"errmsg":"order not exist"}'), CONTEXT)).toMatchObject({
    data: { reason: 'vendor_error', field: '10020052' },
  });
  expect(read((text) => text.replace('15000', '150.5'))).toMatchObject({
    data: { reason: 'shape', field: 'order.order_detail.price_info.order_price' },
  });
});

it('never throws, whatever the bytes or texts are', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void readWechatOrder(bytes, CONTEXT)));
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = JSON.parse(ORDER) as { order: { order_detail: object } };
      Object.assign(json.order.order_detail, { delivery_info: value, ext_info: value });
      readWechatOrder(Buffer.from(JSON.stringify(json)), CONTEXT);
    }),
  );
});
