import fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderText } from '#main/plugins/channels/pinduoduo/fixtures/test-context.ts';
import { readPinduoduoOrder } from '#main/plugins/channels/pinduoduo/order-reading.ts';
import { PINDUODUO_STATUS_MAP } from '#main/plugins/channels/pinduoduo/units.ts';

const CONTEXT = { currency: 'CNY', statusMap: PINDUODUO_STATUS_MAP };
const ORDER = orderText();

/** The order with some fields changed; long numbers keep their digits. */
function read(changes: Record<string, unknown> = {}) {
  const text = Object.entries(changes).reduce((all, [name, value]) => {
    const next = all.replace(
      new RegExp(`"${name}":("(?:[^"\\\\]|\\\\.)*"|-?\\d+|null|\\[[^\\]]*\\])`),
      () => `"${name}":${JSON.stringify(value)}`,
    );
    if (next === all && !all.includes(`"${name}":${JSON.stringify(value)}`)) throw new Error(`no field ${name}`);
    return next;
  }, ORDER);
  return readPinduoduoOrder(Buffer.from(text), CONTEXT);
}

function draft(changes: Record<string, unknown> = {}) {
  const reading = read(changes);
  if (!reading.ok) throw new Error(JSON.stringify(reading));
  return reading.draft;
}

it('reads a whole order', () => {
  expect(draft()).toEqual({
    externalNumber: '260101-000000000000001',
    displayNumber: '260101-000000000000001',
    platformVersionMs: Date.UTC(2026, 0, 1, 2, 5, 0),
    platformStatus: 'confirm=1,group=1,order=1',
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
    flags: [
      'seller_flag:green',
      'free_sf',
      'platform_discount:5.00',
      'shop_discount:3.01',
      'gift:试用装',
      'tag:delivery_one_day',
    ],
    recipient: {
      name: '张*',
      phone: '138****5678',
      country: 'CN',
      province: '浙江省',
      city: '杭州市',
      district: '西湖区',
      town: '',
      street: '文三路***',
      postcode: '',
      isMasked: true,
    },
    recipientHandle: JSON.stringify({
      name: '~AgAAAB1234567890~abc~',
      phone: '$kQ9d$AgAAAB12$3$',
      address: '~AgAAAB999999~def~',
    }),
    lines: [
      {
        externalLineId: '9007199254740993456',
        skuCode: 'SKU-1',
        externalItemId: '9007199254740993123',
        externalSkuId: '9007199254740993456',
        title: '纯棉T恤',
        variant: '黑色,L码',
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
        externalItemId: '77',
        externalSkuId: '78',
        title: '棉袜',
        variant: '3件装',
        quantity: 1,
        cancelledQuantity: 0,
        shippedQuantity: 0,
        unitPriceMinor: 3_333,
        paidMinor: 3_066,
        afterSales: 'none',
      },
    ],
    externalIds: [{ kind: 'payment', value: 'XP0012345' }],
    promotions: [
      { kind: 'platform', label: '', amountMinor: 500 },
      { kind: 'shop', label: '', amountMinor: 301 },
      { kind: 'gift', label: '试用装', amountMinor: 0 },
    ],
    platformData: {},
  });
});

it.each([
  ['not concluded', { confirm_status: 0, group_status: 0 }, { payment: 'awaited', fulfilment: 'received' }],
  ['cancelled', { confirm_status: 2 }, { payment: 'voided', fulfilment: 'cancelled' }],
  ['cancelled and repaid', { confirm_status: 2, refund_status: 4 }, { payment: 'refunded', fulfilment: 'cancelled' }],
  ['without its group', { group_status: 2, refund_status: 4 }, { payment: 'refunded', fulfilment: 'cancelled' }],
  ['shipped', { order_status: 2, tracking_number: 'SF1' }, { payment: 'paid', fulfilment: 'shipped', holds: [] }],
  ['received', { order_status: 3 }, { payment: 'paid', fulfilment: 'delivered' }],
])('reads an order that is %s', (_name, changes, expected) => {
  expect(draft(changes)).toMatchObject(expected);
});

it('holds an order whose group is not complete', () => {
  expect(draft({ group_status: 0 })).toMatchObject({
    payment: 'paid',
    holds: [{ kind: 'platform', reasonCode: 'platform_status', data: { vendorStatus: 'confirm=1,group=0,order=1' } }],
  });
});

it('holds an order under review', () => {
  expect(draft({ risk_control_status: 1 }).holds).toEqual([
    { kind: 'risk', reasonCode: 'platform_risk_review', data: { vendorStatus: 'risk=1' } },
  ]);
});

it.each([
  ['is asked for', { refund_status: 2, after_sales_status: 2 }, 'requested', 'refund=2'],
  ['goes on', { refund_status: 3, after_sales_status: 4 }, 'in_progress', 'refund=3'],
  ['goes on by one field only', { after_sales_status: 8 }, 'in_progress', 'after_sales=8'],
])('holds an order while a refund %s', (_name, changes, afterSales, vendorStatus) => {
  expect(draft(changes)).toMatchObject({
    afterSales,
    holds: [{ kind: 'refund', reasonCode: 'refund_open', data: { vendorStatus } }],
  });
});

it('holds an order that is refunded and still listed as to be shipped', () => {
  expect(draft({ refund_status: 4, after_sales_status: 10 })).toMatchObject({
    payment: 'partially_refunded',
    afterSales: 'refunded',
    holds: [{ kind: 'refund', reasonCode: 'refunded_line_still_open', data: { lines: '9007199254740993456,78' } }],
  });
});

it('lets an order go on once the buyer withdrew', () => {
  expect(draft({ after_sales_status: 11 })).toMatchObject({ afterSales: 'closed', holds: [] });
});

it('holds an order of which only the deposit is paid', () => {
  expect(draft({ step_order_info: { step_trade_status: 1 } })).toMatchObject({
    payment: 'awaited',
    holds: [{ kind: 'platform', reasonCode: 'presale_balance_unpaid', data: { vendorStatus: 'step=1' } }],
    flags: expect.arrayContaining(['presale']),
  });
});

it.each([
  ['the abnormal state', { order_status: 0 }, 'order', 'confirm=1,group=1,order=0'],
  ['a new state', { order_status: 9 }, 'order', 'confirm=1,group=1,order=9'],
  ['a new group state', { group_status: 7 }, 'order', 'confirm=1,group=7,order=1'],
  ['a new refund state', { refund_status: 6 }, 'refund', 'refund=6'],
  ['a new after-sales state', { after_sales_status: 99 }, 'refund', 'after_sales=99'],
  ['a new risk state', { risk_control_status: 2 }, 'fulfilment', 'risk=2'],
])('parks %s instead of guessing', (_name, changes, axis, vendorStatus) => {
  expect(read(changes)).toEqual({
    ok: false,
    code: 'ERR_CHANNEL_STATUS_UNMAPPED',
    data: { axis, vendorStatus, externalNumber: '260101-000000000000001' },
  });
});

it('takes no absent or empty status for zero', () => {
  expect(read({ confirm_status: null })).toMatchObject({
    ok: false,
    data: { reason: 'shape', field: 'confirm_status' },
  });
  expect(read({ refund_status: '' })).toMatchObject({ ok: false, data: { reason: 'shape', field: 'refund_status' } });
});

it('obeys an edited status map', () => {
  const statusMap = [
    ...PINDUODUO_STATUS_MAP,
    { ...PINDUODUO_STATUS_MAP[0]!, vendorStatus: 'confirm=1,group=1,order=0', payment: 'paid' as const },
  ];
  const text = ORDER.replace('"order_status":1', '"order_status":0');
  expect(readPinduoduoOrder(Buffer.from(text), { currency: 'CNY', statusMap })).toMatchObject({
    ok: true,
    draft: { payment: 'paid', platformStatus: 'confirm=1,group=1,order=0' },
  });
});

it('shows the mask and keeps no handle when only the mask is there, and clear text as it is', () => {
  expect(draft({ receiver_name: '', receiver_phone: '', receiver_address: '' })).toMatchObject({
    recipientHandle: null,
    recipient: { name: '张*', isMasked: true },
  });
  const clear = { receiver_name: '张三', receiver_phone: '13800005678', receiver_address: '文三路1号' };
  expect(draft(clear)).toMatchObject({
    recipientHandle: null,
    recipient: { name: '张三', phone: '13800005678', street: '文三路1号', isMasked: false },
  });
});

it('counts a second line of the same SKU', () => {
  const text = ORDER.replace('"sku_id":78', '"sku_id":9007199254740993456');
  const reading = readPinduoduoOrder(Buffer.from(text), CONTEXT);
  expect(reading.ok && reading.draft.lines.map((line) => line.externalLineId)).toEqual([
    '9007199254740993456',
    '9007199254740993456#2',
  ]);
});

it.each([
  ['a broken time', { updated_at: '2026-02-30 10:05:00' }, { reason: 'time', field: 'updated_at' }],
  ['a broken amount', { pay_amount: '1e3' }, { reason: 'amount', field: 'pay_amount' }],
  ['no lines', { item_list: [] }, { reason: 'shape', field: 'item_list' }],
])('calls %s unreadable and says where', (name, changes, data) => {
  const text = name === 'no lines' ? ORDER.replace(/"item_list":\[.*\]/, '"item_list":[]') : null;
  const reading = text === null ? read(changes) : readPinduoduoOrder(Buffer.from(text), CONTEXT);
  expect(reading).toEqual({ ok: false, code: 'ERR_CHANNEL_ORDER_UNREADABLE', data });
});

it('never throws, whatever the bytes or fields are', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void readPinduoduoOrder(bytes, CONTEXT)));
  const names = Object.keys(JSON.parse(ORDER) as object);
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.jsonValue(), fc.string({ unit: 'binary' }), (name, value, text) => {
      const json = JSON.parse(ORDER) as Record<string, unknown>;
      readPinduoduoOrder(Buffer.from(JSON.stringify({ ...json, [name]: value })), CONTEXT);
      readPinduoduoOrder(Buffer.from(JSON.stringify({ ...json, [name]: `\u200b${text}` })), CONTEXT);
    }),
  );
});
