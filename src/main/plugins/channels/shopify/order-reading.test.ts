import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fixture } from '#main/plugins/channels/shopify/fixtures/test-context.ts';
import { readShopifyOrder } from '#main/plugins/channels/shopify/order-reading.ts';
import { SHOPIFY_STATUS_MAP } from '#main/plugins/channels/shopify/units.ts';

const CONTEXT = { currency: 'USD', statusMap: SHOPIFY_STATUS_MAP };

function read(change: Record<string, unknown> = {}, pages: Record<string, unknown> = {}) {
  const order: Record<string, unknown> = JSON.parse(fixture('order.json'));
  const payload = { order: { ...order, ...change }, lineItems: [], fulfillmentOrders: [], ...pages };
  return readShopifyOrder(Buffer.from(JSON.stringify(payload)), CONTEXT);
}

function draft(change: Record<string, unknown>, pages: Record<string, unknown> = {}) {
  const reading = read(change, pages);
  if (!reading.ok) throw new Error(JSON.stringify(reading));
  return reading.draft;
}

const part = (status: string, holds: object[] = []) => ({
  nodes: [{ id: 'gid://shopify/FulfillmentOrder/9', status, assignedLocation: null, fulfillmentHolds: holds }],
  pageInfo: { hasNextPage: false, endCursor: null },
});

it('reads a whole order in the money of the shop, cancelled units apart', () => {
  expect(read()).toEqual({ ok: true, draft: JSON.parse(fixture('order.draft.json')), messages: [] });
});

it('joins the nested pages of a large order', () => {
  const order: { lineItems: { nodes: object[] } } = JSON.parse(fixture('order.json'));
  const page = (count: number) => ({
    nodes: Array.from({ length: count }, () => order.lineItems.nodes[0]),
    pageInfo: { hasNextPage: false, endCursor: null },
  });
  expect(draft({}, { lineItems: [page(250), page(60)] }).lines).toHaveLength(311);
});

it('takes parcels, refunds and shipping lines from the longer lists where those of the order came full', () => {
  const fee = { discountedPriceSet: { shopMoney: { amount: '1.25', currencyCode: 'USD' } } };
  const long = {
    shippingLines: { nodes: [fee, fee, fee, fee] },
    fulfillments: Array.from({ length: 11 }, (_, index) => ({
      id: `f${index}`,
      trackingInfo: [{ number: `N${index}` }],
    })),
    refunds: [{ id: 'r1' }],
  };
  const { shippingFeeMinor, externalIds } = draft({}, { long });
  expect(shippingFeeMinor).toBe(500);
  expect(externalIds.filter(({ kind }) => kind === 'waybill')).toHaveLength(11);
  expect(externalIds).toContainEqual({ kind: 'refund', value: 'r1' });
});

it('lets a cancellation win over every other status', () => {
  const cancelled = draft({
    cancelledAt: '2026-01-01T03:00:00Z',
    cancelReason: 'CUSTOMER',
    displayFulfillmentStatus: 'ON_HOLD',
  });
  expect(cancelled).toMatchObject({
    fulfilment: 'cancelled',
    holds: [],
    flags: expect.arrayContaining(['cancel:CUSTOMER']),
  });
});

it.each([
  ['ON_HOLD', 'fulfillment_on_hold'],
  ['SCHEDULED', 'fulfillment_scheduled'],
  ['REQUEST_DECLINED', 'fulfillment_request_declined'],
])('holds an order at %s', (displayFulfillmentStatus, reasonCode) => {
  expect(draft({ displayFulfillmentStatus }).holds).toEqual([
    { kind: 'platform', reasonCode, data: { vendorStatus: displayFulfillmentStatus } },
  ]);
});

it('holds an order of which one part waits, with the reasons of the platform', () => {
  expect(
    draft({
      displayFulfillmentStatus: 'ON_HOLD',
      fulfillmentOrders: part('ON_HOLD', [{ reason: 'HIGH_RISK_OF_FRAUD', reasonNotes: null }]),
    }).holds,
  ).toEqual([
    {
      kind: 'platform',
      reasonCode: 'fulfillment_on_hold',
      data: { vendorStatus: 'ON_HOLD', reasons: 'HIGH_RISK_OF_FRAUD' },
    },
  ]);
});

it('parks an order with a status that nobody mapped', () => {
  const unmapped = (axis: string, vendorStatus: string) => ({
    ok: false,
    code: 'ERR_CHANNEL_STATUS_UNMAPPED',
    data: { axis, vendorStatus, externalNumber: 'gid://shopify/Order/5001' },
  });
  expect(read({ displayFinancialStatus: 'MYSTERY' })).toEqual(unmapped('payment', 'MYSTERY'));
  expect(read({ displayFulfillmentStatus: 'MYSTERY' })).toEqual(unmapped('fulfilment', 'MYSTERY'));
  expect(read({ fulfillmentOrders: part('MYSTERY') })).toEqual(unmapped('fulfilment', 'MYSTERY'));
});

it.each([
  ['VOIDED', { payment: 'voided', fulfilment: 'cancelled', paidAtMs: null }],
  ['PENDING', { payment: 'awaited', fulfilment: 'received', paidAtMs: null }],
  ['REFUNDED', { payment: 'refunded', afterSales: 'refunded' }],
])('reads %s', (displayFinancialStatus, expected) => {
  expect(draft({ displayFinancialStatus })).toMatchObject(expected);
});

it('takes an order that was emptied before anything left as cancelled, never as shipped', () => {
  const emptied = draft({ displayFinancialStatus: 'REFUNDED', displayFulfillmentStatus: 'FULFILLMENT_NOT_REQUIRED' });
  expect(emptied).toMatchObject({ payment: 'refunded', fulfilment: 'cancelled' });
});

const HELD_EMPTY = { kind: 'platform', reasonCode: 'nothing_to_ship' };

it('holds an order that stays bought and of which the platform has nothing to be sent, neither cancelled nor shipped', () => {
  const paid = { displayFinancialStatus: 'PAID', displayFulfillmentStatus: 'FULFILLMENT_NOT_REQUIRED' };
  expect(draft(paid)).toMatchObject({ payment: 'paid', fulfilment: 'received', holds: [HELD_EMPTY] });
  const order: { lineItems: { nodes: object[] } } = JSON.parse(fixture('order.json'));
  const nodes = order.lineItems.nodes.map((line) => ({ ...line, currentQuantity: 0 }));
  expect(draft({ ...paid, lineItems: { ...order.lineItems, nodes } })).toMatchObject({
    fulfilment: 'cancelled',
    holds: [],
  });
});

it('counts yen without decimals', () => {
  const yen = (amount: string) => ({ shopMoney: { amount, currencyCode: 'JPY' } });
  expect(draft({ currentTotalPriceSet: yen('4500.0'), shippingLines: null })).toMatchObject({
    currency: 'JPY',
    totalMinor: 4500,
    shippingFeeMinor: 0,
  });
});

it.each([
  ['a bare time', { updatedAt: '2026-01-01 02:05:00' }, { reason: 'time', field: 'updatedAt' }],
  [
    'an amount finer than the currency',
    { currentTotalPriceSet: { shopMoney: { amount: '1.005', currencyCode: 'USD' } } },
    { reason: 'amount', field: 'currentTotalPriceSet' },
  ],
  ['missing lines', { lineItems: null }, { reason: 'shape', field: 'order.lineItems' }],
])('calls %s unreadable and says where', (_name, change, data) => {
  expect(read(change)).toEqual({ ok: false, code: 'ERR_CHANNEL_ORDER_UNREADABLE', data });
});

it('never throws, whatever the bytes or texts are', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void readShopifyOrder(bytes, CONTEXT)));
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.jsonValue(),
      (text, value) => void read({ note: `\u200b${text}`, tags: value, name: text }),
    ),
  );
});
