import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fixture } from '#main/plugins/channels/douyin/fixtures/test-context.ts';
import { readDouyinOrder } from '#main/plugins/channels/douyin/order-reading.ts';
import { DOUYIN_STATUS_MAP } from '#main/plugins/channels/douyin/units.ts';

const CONTEXT = { currency: 'CNY', statusMap: DOUYIN_STATUS_MAP };
const ORDER = fixture('order.json');
const ORDER_ID = '4948863645786431206';

const read = (change: (text: string) => string = (text) => text) =>
  readDouyinOrder(Buffer.from(change(ORDER)), CONTEXT);

function draft(change?: (text: string) => string) {
  const reading = read(change);
  if (!reading.ok) throw new Error(JSON.stringify(reading));
  return reading.draft;
}

/** Both statuses of the order, not those of its lines. */
const withStatus = (order: number, main: number) => (text: string) =>
  text.replace('"order_status":2,"main_status":2', `"order_status":${order},"main_status":${main}`);
const withAfterSale = (status: number) => (text: string) =>
  text.replace('"after_sale_status":0', `"after_sale_status":${status}`);

it('reads a whole order: ids with all digits, fen, masks, ciphertext and every label', () => {
  expect(draft()).toEqual({
    externalNumber: ORDER_ID,
    displayNumber: ORDER_ID,
    platformVersionMs: 1_767_225_900_000,
    platformStatus: '2',
    payment: 'paid',
    fulfilment: 'received',
    afterSales: 'none',
    holds: [],
    currency: 'CNY',
    totalMinor: 10_800,
    shippingFeeMinor: 1000,
    placedAtMs: 1_767_225_600_000,
    paidAtMs: 1_767_225_660_000,
    buyerNote: '请发顺丰',
    sellerNote: '老客户',
    flags: [
      'seller_flag:green',
      'discount:shop',
      'discount:author',
      'tag:会员',
      'live_room:7312345678901234567',
      'author:小鹿生活馆',
      'promotion:店铺满减',
      'tag:七天无理由',
      'gift:赠品杯子',
    ],
    recipient: {
      name: '张*',
      phone: '138****5678',
      country: 'CN',
      province: '浙江省',
      city: '杭州市',
      district: '西湖区',
      town: '文新街道',
      street: '文****',
      postcode: '',
      isMasked: true,
    },
    recipientHandle: '{"name":"#bmFtZQ==#1#","phone":"$dGVs$1$","detail":"#ZGV0YWls#1#"}',
    lines: [
      {
        externalLineId: ORDER_ID,
        skuCode: 'SKU-1',
        externalItemId: '3612345678901234567',
        externalSkuId: '1712345678901234',
        title: 'T恤',
        variant: '颜色:红色;尺码:M',
        quantity: 2,
        cancelledQuantity: 0,
        shippedQuantity: 1,
        unitPriceMinor: 5000,
        paidMinor: 9800,
        afterSales: 'none',
      },
      {
        externalLineId: '4948863645786496742',
        skuCode: 'SKU-2',
        externalItemId: '3612345678901234568',
        externalSkuId: '1712345678901235',
        title: '赠品杯子',
        variant: '',
        quantity: 1,
        cancelledQuantity: 0,
        shippedQuantity: 0,
        unitPriceMinor: 0,
        paidMinor: 0,
        afterSales: 'none',
      },
    ],
    externalIds: [
      { kind: 'sub_order', value: ORDER_ID },
      { kind: 'sub_order', value: '4948863645786496742' },
      { kind: 'payment', value: '4200001234567890123456789012' },
      { kind: 'waybill', value: 'SF1040275268927' },
    ],
    promotions: [
      { kind: 'shop', label: '', amountMinor: 1_200 },
      { kind: 'platform', label: '', amountMinor: 0 },
      { kind: 'author', label: '', amountMinor: 300 },
      { kind: 'gift', label: '赠品杯子', amountMinor: 0 },
    ],
    platformData: {},
  });
});

it.each([
  [1, 1, 'awaited', 'received', []],
  [105, 105, 'paid', 'received', ['platform_status']],
  [2, 2, 'paid', 'received', []],
  [101, 101, 'paid', 'partially_shipped', []],
  [3, 3, 'paid', 'shipped', []],
  [4, 4, 'voided', 'cancelled', []],
  [5, 5, 'paid', 'completed', []],
  [1, 103, 'awaited', 'received', ['presale_balance_unpaid']],
  [4, 21, 'refunded', 'cancelled', []],
  [4, 22, 'refunded', 'cancelled', []],
  [5, 39, 'refunded', 'cancelled', []],
])('takes order_status %i with main_status %i for what it means', (order, main, payment, fulfilment, reasons) => {
  const read = draft(withStatus(order, main));
  expect(read).toMatchObject({ payment, fulfilment, platformStatus: String(main) });
  expect(read.holds.map((hold) => hold.reasonCode)).toEqual(reasons);
});

it('parks an order with a status of any kind that nobody knows', () => {
  expect(read(withStatus(777, 2))).toEqual({
    ok: false,
    code: 'ERR_CHANNEL_STATUS_UNMAPPED',
    data: { axis: 'order', vendorStatus: '777', externalNumber: ORDER_ID },
  });
  expect(read(withStatus(2, 778))).toMatchObject({ data: { vendorStatus: '778' } });
  expect(
    read((text) => text.replace('"order_status":2,"product_id"', '"order_status":779,"product_id"')),
  ).toMatchObject({ data: { vendorStatus: '779' } });
  expect(read(withAfterSale(99))).toMatchObject({ data: { axis: 'refund', vendorStatus: '99' } });
});

it.each([6, 7, 8, 11, 13, 27, 29])('holds an order with after-sales status %i and names the line', (status) => {
  expect(draft(withAfterSale(status)).holds).toEqual([
    { kind: 'refund', reasonCode: 'refund_open', data: { lines: ORDER_ID } },
  ]);
});

it('holds an order whose refunded line is still listed as to be shipped, and lets a closed case go', () => {
  expect(draft(withAfterSale(12))).toMatchObject({
    payment: 'partially_refunded',
    holds: [{ reasonCode: 'refunded_line_still_open' }],
  });
  expect(draft(withAfterSale(28))).toMatchObject({ payment: 'paid', afterSales: 'closed', holds: [] });
});

it('holds an order of 40 lines that do not account for its money: the platform leaves the others out', () => {
  const many = (payAmount: number) => (text: string) => {
    const json = JSON.parse(text.replaceAll(/:(\d{16,})/g, ':"$1"')) as {
      data: { shop_order_detail: { pay_amount: number; sku_order_list: object[] } };
    };
    const order = json.data.shop_order_detail;
    const [line = {}] = order.sku_order_list;
    order.sku_order_list = Array.from({ length: 40 }, (_, index) => ({
      ...line,
      order_id: String(index),
      pay_amount: 100,
    }));
    order.pay_amount = payAmount;
    return JSON.stringify(json);
  };
  expect(draft(many(5000)).holds).toEqual([]);
  expect(draft(many(5001)).holds).toEqual([{ kind: 'platform', reasonCode: 'lines_left_out', data: { lines: '40' } }]);
});

it.each([
  ['a refusal', '{"code":40004,"msg":"x","sub_code":"isv.parameter-invalid:20001"}', 'isv.parameter-invalid:20001'],
  ['no JSON', 'half {', ''],
  ['no lines', ORDER.replace(/"sku_order_list":\[.*\]/, '"x":1'), 'data.shop_order_detail.sku_order_list'],
  ['an amount with a fraction', ORDER.replace('10800', '108.5'), 'data.shop_order_detail.pay_amount'],
  [
    'a line without units',
    ORDER.replace('"item_num":2', '"item_num":0'),
    'data.shop_order_detail.sku_order_list.0.item_num',
  ],
])('calls %s unreadable and says where', (_name, text, field) => {
  expect(readDouyinOrder(Buffer.from(text), CONTEXT)).toMatchObject({
    ok: false,
    code: 'ERR_CHANNEL_ORDER_UNREADABLE',
    data: { field },
  });
});

it('never throws, whatever the bytes or texts are', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void readDouyinOrder(bytes, CONTEXT)));
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.jsonValue(), (text, value) => {
      const json = JSON.parse(ORDER) as { data: { shop_order_detail: object } };
      Object.assign(json.data.shop_order_detail, { buyer_words: `\u200b${text}`, mask_post_addr: value });
      readDouyinOrder(Buffer.from(JSON.stringify(json)), CONTEXT);
    }),
  );
});
