import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fixture } from '#main/plugins/channels/taobao/fixtures/test-context.ts';
import { readTaobaoOrder } from '#main/plugins/channels/taobao/order-reading.ts';
import { TAOBAO_STATUS_MAP } from '#main/plugins/channels/taobao/units.ts';

const CONTEXT = { currency: 'CNY', statusMap: TAOBAO_STATUS_MAP };
const TRADE = fixture('trade.json').toString();

function read(change: (text: string) => string = (text) => text) {
  return readTaobaoOrder(Buffer.from(change(TRADE)), CONTEXT);
}

function draft(change: (text: string) => string) {
  const reading = read(change);
  if (!reading.ok) throw new Error(JSON.stringify(reading));
  return reading.draft;
}

it('reads a whole order, its 19-digit numbers included', () => {
  expect(read()).toEqual({ ok: true, draft: JSON.parse(fixture('trade.draft.json').toString()), messages: [] });
});

it('keeps the digits of a tid that comes as a number only', () => {
  expect(draft((text) => text.replace('"tid_str":"2200001234567890123",', '')).externalNumber).toBe(
    '2200001234567890123',
  );
});

it('has an outcome for every status of the reference and parks an unknown one', () => {
  expect(
    read((text) => text.replace('"status":"WAIT_SELLER_SEND_GOODS","type"', '"status":"BRAND_NEW","type"')),
  ).toEqual({
    ok: false,
    code: 'ERR_CHANNEL_STATUS_UNMAPPED',
    data: { axis: 'order', vendorStatus: 'BRAND_NEW', externalNumber: '2200001234567890123' },
  });
  expect(read((text) => text.replace('NO_REFUND', 'MYSTERY'))).toMatchObject({
    data: { axis: 'refund', vendorStatus: 'MYSTERY' },
  });
  expect(read((text) => text.replace('"type":"fixed"', '"type":"step","step_trade_status":"MYSTERY"'))).toMatchObject({
    data: { axis: 'payment' },
  });
});

it('obeys an edited status map', () => {
  const statusMap = TAOBAO_STATUS_MAP.map((row) =>
    row.vendorStatus === 'WAIT_SELLER_SEND_GOODS' ? { ...row, hold: 'risk' as const } : row,
  );
  const reading = readTaobaoOrder(Buffer.from(TRADE), { currency: 'CNY', statusMap });
  expect(reading.ok && reading.draft.holds).toEqual([
    { kind: 'risk', reasonCode: 'platform_status', data: { vendorStatus: 'WAIT_SELLER_SEND_GOODS' } },
  ]);
});

it('holds an order that is paid but must not be shipped', () => {
  const held = draft((text) =>
    text.replace('"status":"WAIT_SELLER_SEND_GOODS","type"', '"status":"PAID_FORBID_CONSIGN","type"'),
  );
  expect(held.holds).toEqual([
    { kind: 'platform', reasonCode: 'platform_status', data: { vendorStatus: 'PAID_FORBID_CONSIGN' } },
  ]);
});

it('holds a presale of which only the deposit is paid', () => {
  const held = draft((text) =>
    text.replace('"type":"fixed"', '"type":"step","step_trade_status":"FRONT_PAID_FINAL_NOPAID"'),
  );
  expect(held).toMatchObject({ payment: 'awaited', flags: expect.arrayContaining(['presale']) });
  expect(held.holds).toEqual([
    { kind: 'platform', reasonCode: 'presale_balance_unpaid', data: { vendorStatus: 'FRONT_PAID_FINAL_NOPAID' } },
  ]);
});

it('holds an order with an open refund and names the line', () => {
  const held = draft((text) => text.replace('NO_REFUND', 'WAIT_SELLER_AGREE'));
  expect(held.afterSales).toBe('requested');
  expect(held.holds).toEqual([{ kind: 'refund', reasonCode: 'refund_open', data: { lines: '2200001234567890124' } }]);
});

it('holds an order whose refunded line is still listed as to be shipped', () => {
  const held = draft((text) => text.replace('NO_REFUND', 'SUCCESS'));
  expect(held.holds).toEqual([
    { kind: 'refund', reasonCode: 'refunded_line_still_open', data: { lines: '2200001234567890124' } },
  ]);
});

it('takes the district where the city is absent, and a clear address as not masked', () => {
  const clear = draft((text) =>
    text
      .replace('"receiver_city":"杭州市",', '')
      .replace('张*', '张三')
      .replace('文三路***', '文三路1号')
      .replace('*******5678', '13800005678'),
  );
  expect(clear.recipient).toMatchObject({ city: '西湖区', isMasked: false });
});

it.each([
  [
    'a refusal of TOP',
    '{"error_response":{"code":15,"msg":"x","sub_code":"isv.trade-not-exist"}}',
    { reason: 'vendor_error', field: 'isv.trade-not-exist' },
  ],
  ['no JSON', 'half {', { reason: 'shape', field: '' }],
  ['a broken time', TRADE.replace('2026-01-01 10:05:00', '2026-02-30 10:05:00'), { reason: 'time', field: 'modified' }],
  ['a broken amount', TRADE.replace('"payment":"108.00"', '"payment":"1e3"'), { reason: 'amount', field: 'payment' }],
  [
    'no lines',
    TRADE.replace(/"orders":[^]*\]\}\}/, '"x":1}'),
    { reason: 'shape', field: 'trade_fullinfo_get_response.trade.orders' },
  ],
])('calls %s unreadable and says where', (_name, text, data) => {
  expect(readTaobaoOrder(Buffer.from(text), CONTEXT)).toEqual({
    ok: false,
    code: 'ERR_CHANNEL_ORDER_UNREADABLE',
    data,
  });
});

it('never throws, whatever the bytes or texts are', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void readTaobaoOrder(bytes, CONTEXT)));
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.jsonValue(), (text, value) => {
      const json: { trade_fullinfo_get_response: { trade: Record<string, unknown> } } = JSON.parse(TRADE);
      Object.assign(json.trade_fullinfo_get_response.trade, {
        buyer_message: `\u200b${text}`,
        receiver_name: text,
        seller_flag: value,
      });
      readTaobaoOrder(Buffer.from(JSON.stringify(json)), CONTEXT);
    }),
  );
});
