import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readXiaohongshuOrder } from '#main/plugins/channels/xiaohongshu/order-reading.ts';
import { XIAOHONGSHU_STATUS_MAP } from '#main/plugins/channels/xiaohongshu/units.ts';

const CONTEXT = { currency: 'CNY', statusMap: XIAOHONGSHU_STATUS_MAP };
const ORDER = readFileSync(new URL('fixtures/order.json', import.meta.url), 'utf8');
const SKU = '603c00000000000000000b0a';

const read = (changes: object = {}) => {
  const json = JSON.parse(ORDER) as { data: object };
  Object.assign(json.data, changes);
  return readXiaohongshuOrder(Buffer.from(JSON.stringify(json)), CONTEXT);
};

function draft(changes: object = {}) {
  const reading = read(changes);
  if (!reading.ok) throw new Error(JSON.stringify(reading));
  return reading.draft;
}

it('reads a whole order: fen, milliseconds, an encrypted person, and a gift of the same good', () => {
  expect(draft()).toEqual({
    externalNumber: 'P768400000000000001',
    displayNumber: 'P768400000000000001',
    platformVersionMs: 1_767_225_900_000,
    platformStatus: '4',
    payment: 'paid',
    fulfilment: 'received',
    afterSales: 'none',
    holds: [],
    currency: 'CNY',
    totalMinor: 12_500,
    shippingFeeMinor: 1000,
    placedAtMs: 1_767_225_600_000,
    paidAtMs: 1_767_225_660_000,
    buyerNote: '请尽快送达',
    sellerNote: '老客户',
    flags: ['seller_flag:green', 'presale', 'discount:shop', 'discount:platform', 'gift:T恤'],
    recipient: {
      name: '*',
      phone: '*',
      country: 'CN',
      province: '江苏',
      city: '苏州',
      district: '相城区',
      town: '',
      street: '*',
      postcode: '',
      isMasked: true,
    },
    recipientHandle: 'open-address-1',
    lines: [
      {
        externalLineId: SKU,
        skuCode: 'SKU-1',
        externalSkuId: '603c00000000000000000b0a',
        title: 'T恤',
        variant: '红色 M',
        quantity: 2,
        cancelledQuantity: 0,
        shippedQuantity: 0,
        unitPriceMinor: 6250,
        paidMinor: 11_500,
        afterSales: 'none',
      },
      {
        externalLineId: `${SKU}#2`,
        skuCode: 'SKU-1',
        externalSkuId: '603c00000000000000000b0a',
        title: 'T恤',
        variant: '红色 M',
        quantity: 1,
        cancelledQuantity: 0,
        shippedQuantity: 0,
        unitPriceMinor: 0,
        paidMinor: 0,
        afterSales: 'none',
      },
    ],
    externalIds: [],
    promotions: [
      { kind: 'shop', label: '', amountMinor: 1_000 },
      { kind: 'platform', label: '', amountMinor: 500 },
      { kind: 'gift', label: 'T恤', amountMinor: 0 },
    ],
    platformData: {},
  });
});

it('calls a person who is not told masked, as one who is encrypted', () => {
  const untold = { receiverName: undefined, receiverPhone: undefined, receiverAddress: undefined };
  expect(draft(untold).recipient).toEqual(draft().recipient);
  const clear = { receiverName: '张三', receiverPhone: '13800000000', receiverAddress: '#8幢#201室' };
  expect(draft(clear).recipient).toMatchObject({ name: '张三', street: '#8幢#201室', isMasked: false });
});

it.each([
  [1, 'awaited', 'received', []],
  [2, 'paid', 'received', ['platform_status']],
  [3, 'paid', 'received', ['platform_status']],
  [4, 'paid', 'received', []],
  [5, 'paid', 'partially_shipped', []],
  [6, 'paid', 'shipped', []],
  [7, 'paid', 'completed', []],
  [8, 'refunded', 'cancelled', []],
  [9, 'refunded', 'cancelled', []],
  [10, 'paid', 'shipped', ['refund_open']],
])('takes orderStatus %i for what it means', (orderStatus, payment, fulfilment, reasons) => {
  const order = draft({ orderStatus });
  expect(order).toMatchObject({ payment, fulfilment });
  expect(order.holds.map((hold) => hold.reasonCode)).toEqual(reasons);
});

it('calls a closed order that nobody paid voided', () => {
  expect(draft({ orderStatus: 9, paidTime: 0 })).toMatchObject({ payment: 'voided', paidAtMs: null });
});

it.each([
  [{ orderAfterSalesStatus: 2 }, ['refund_open']],
  [{ orderAfterSalesStatus: 6 }, ['refund_open']],
  [{ cancelStatus: 1 }, ['refund_requested']],
  [{ orderAfterSalesStatus: 3 }, ['refunded_line_still_open']],
  [{ orderAfterSalesStatus: 5 }, []],
])('holds for %j', (changes, reasons) => {
  expect(draft(changes).holds.map((hold) => hold.reasonCode)).toEqual(reasons);
});

it.each([
  [{ orderStatus: 77 }, 'order', '77'],
  [{ orderAfterSalesStatus: 88 }, 'refund', '88'],
  [{ cancelStatus: 99 }, 'refund', 'cancel:99'],
])('parks %j', (changes, axis, vendorStatus) => {
  expect(read(changes)).toEqual({
    ok: false,
    code: 'ERR_CHANNEL_STATUS_UNMAPPED',
    data: { axis, vendorStatus, externalNumber: 'P768400000000000001' },
  });
});

it('calls a refusal and a broken order unreadable and says where', () => {
  const refusal = '{"success":false,"error_code":-2000101,"error_msg":"x"}';
  expect(readXiaohongshuOrder(Buffer.from(refusal), CONTEXT)).toMatchObject({
    data: { reason: 'vendor_error', field: '-2000101' },
  });
  expect(read({ totalPayAmount: 1.5 })).toMatchObject({ data: { reason: 'shape', field: 'data.totalPayAmount' } });
  expect(read({ skuList: [] })).toMatchObject({ data: { field: 'data.skuList' } });
});

it('never throws, whatever the bytes or texts are', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void readXiaohongshuOrder(bytes, CONTEXT)));
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.jsonValue(), (text, value) => {
      read({ customerRemark: `\u200b${text}`, receiverName: text, simpleDeliveryOrderList: value });
    }),
  );
});
