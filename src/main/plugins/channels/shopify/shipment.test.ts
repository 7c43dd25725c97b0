import { expect, it } from 'vitest';
import { graphqlOf, shopifyContext } from '#main/plugins/channels/shopify/fixtures/test-context.ts';
import { confirmShopifyShipment } from '#main/plugins/channels/shopify/shipment.ts';
import type { HttpOutcome } from '#main/lib/http-client.ts';
import { answered, answeredJson, noAnswer, scriptedHttp } from '#tests/contract/connectors/scripted-http.ts';

const LINE = 'gid://shopify/LineItem/1';
const REQUEST = {
  requestKey: 'ship-1',
  externalNumber: 'gid://shopify/Order/5001',
  carrierId: 'sf-express',
  trackingNumber: 'SF1040275268927',
  lines: [],
  platformData: {},
};
const END = { hasNextPage: false, endCursor: null };

const part = (id: string, status = 'OPEN', location = 'A', remaining = 3) => ({
  id,
  status,
  assignedLocation: { location: { id: location } },
  lineItems: { nodes: [{ id: `${id}/line`, remainingQuantity: remaining, lineItem: { id: LINE } }], pageInfo: END },
});
const state = (parts: object[], change: object = {}) => ({
  data: {
    order: { cancelledAt: null, fulfillments: [], fulfillmentOrders: { nodes: parts, pageInfo: END }, ...change },
  },
});
const reported = { fulfillments: [{ id: 'f', status: 'SUCCESS', trackingInfo: [{ number: 'SF1040275268927' }] }] };
const CREATED = answeredJson({
  data: { fulfillmentCreate: { fulfillment: { id: 'f', status: 'SUCCESS' }, userErrors: [] } },
});

function shop(before: object, answer: HttpOutcome = CREATED, after = before) {
  let sent = false;
  return scriptedHttp((request) => {
    if (graphqlOf(request).operation === 'ShipState') return answeredJson(sent ? after : before);
    sent = true;
    return answer;
  });
}

it('reports the whole order with its tracking number, without telling the buyer unless asked', async () => {
  const { http, requests } = shop(state([part('FO1')]));
  expect(await confirmShopifyShipment(shopifyContext(http), REQUEST)).toEqual({
    ok: true,
    value: { alreadyDone: false },
    messages: [],
  });
  expect(requests.map((request) => graphqlOf(request).operation)).toEqual(['ShipState', 'Ship']);
  expect(requests[1]).toMatchObject({ connection: 'fresh' });
  expect(graphqlOf(requests[1]).variables).toEqual({
    fulfillment: {
      lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: 'FO1' }],
      trackingInfo: { number: 'SF1040275268927', company: 'SF Express' },
      notifyCustomer: false,
    },
  });
});

it('spreads a part of the order over its open fulfillment orders', async () => {
  const { http, requests } = shop(
    state([part('FO1', 'OPEN', 'A', 1), part('FO2', 'CLOSED', 'A', 0), part('FO3', 'IN_PROGRESS', 'A', 5)]),
  );
  await confirmShopifyShipment(shopifyContext(http), { ...REQUEST, lines: [{ externalLineId: LINE, quantity: 3 }] });
  expect(graphqlOf(requests[1]).variables).toMatchObject({
    fulfillment: {
      lineItemsByFulfillmentOrder: [
        { fulfillmentOrderId: 'FO1', fulfillmentOrderLineItems: [{ id: 'FO1/line', quantity: 1 }] },
        { fulfillmentOrderId: 'FO3', fulfillmentOrderLineItems: [{ id: 'FO3/line', quantity: 2 }] },
      ],
    },
  });
});

it('ships the fulfillment orders that were known when the order was packed', async () => {
  const { http, requests } = shop(state([part('FO1'), part('FO2')]));
  await confirmShopifyShipment(shopifyContext(http), {
    ...REQUEST,
    platformData: { fulfillmentOrders: [{ id: 'FO2', status: 'OPEN', locationId: 'A' }] },
  });
  expect(graphqlOf(requests[1]).variables).toMatchObject({
    fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: 'FO2' }] },
  });
});

it('ships its own location only, and asks which one that is when there are several', async () => {
  const twoPlaces = state([part('FO1', 'OPEN', 'A'), part('FO2', 'OPEN', 'B')]);
  expect(await confirmShopifyShipment(shopifyContext(shop(twoPlaces).http), REQUEST)).toMatchObject({
    ok: false,
    failure: { kind: 'refused', code: 'ERR_CHANNEL_SHIP_ELSEWHERE' },
  });
  const { http, requests } = shop(twoPlaces);
  await confirmShopifyShipment(shopifyContext(http, { locationId: 'B' }), REQUEST);
  expect(graphqlOf(requests[1]).variables).toMatchObject({
    fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: 'FO2' }] },
  });
});

it('does not report a tracking number that is already there, but does after that fulfillment was cancelled', async () => {
  const { http, requests } = shop(state([part('FO1', 'CLOSED')], reported));
  expect(await confirmShopifyShipment(shopifyContext(http), REQUEST)).toMatchObject({
    ok: true,
    value: { alreadyDone: true },
  });
  expect(requests).toHaveLength(1);
  const cancelled = { fulfillments: [{ id: 'f', status: 'CANCELLED', trackingInfo: [{ number: 'SF1040275268927' }] }] };
  expect(
    await confirmShopifyShipment(shopifyContext(shop(state([part('FO1')], cancelled)).http), REQUEST),
  ).toMatchObject({ value: { alreadyDone: false } });
});

it('finds out by itself whether a report with a lost answer arrived', async () => {
  const arrived = shop(state([part('FO1')]), noAnswer, state([part('FO1', 'CLOSED')], reported));
  expect(await confirmShopifyShipment(shopifyContext(arrived.http), REQUEST)).toMatchObject({
    ok: true,
    value: { alreadyDone: false },
  });
  const lost = shop(state([part('FO1')]), answered('', 500));
  expect(await confirmShopifyShipment(shopifyContext(lost.http), REQUEST)).toMatchObject({
    ok: false,
    failure: { kind: 'unknown_outcome', code: 'ERR_CHANNEL_OUTCOME_UNKNOWN' },
  });
});

it('takes user errors as a refusal although HTTP says 200', async () => {
  const answer = answeredJson({
    data: {
      fulfillmentCreate: {
        fulfillment: null,
        userErrors: [{ field: ['fulfillment'], message: 'Quantity is too high' }],
      },
    },
  });
  expect(await confirmShopifyShipment(shopifyContext(shop(state([part('FO1')]), answer).http), REQUEST)).toMatchObject({
    ok: false,
    failure: { kind: 'refused', code: 'ERR_CHANNEL_REFUSED', vendorText: 'Quantity is too high' },
  });
});

const otherParcel = { fulfillments: [{ id: 'f', status: 'SUCCESS', trackingInfo: [{ number: 'SF9999999999999' }] }] };
const ofParcel = (quantity: number) => ({ inParcel: [{ externalLineId: LINE, quantity }] });
const lines = (quantity: number) => ({ lines: [{ externalLineId: LINE, quantity }] });

it.each([
  ['a cancelled order', state([part('FO1')], { cancelledAt: '2026-01-01T00:00:00Z' }), {}, 'CLOSED', 'CANCELLED'],
  ['an order on hold', state([part('FO1', 'ON_HOLD')]), {}, 'NOT_DUE', 'ON_HOLD'],
  ['a part of an order on hold', state([part('FO1', 'ON_HOLD')]), lines(1), 'NOT_DUE', 'ON_HOLD'],
  ['an order of which a part is on hold', state([part('FO1'), part('FO2', 'ON_HOLD')]), {}, 'NOT_DUE', 'ON_HOLD'],
  [
    'a parcel of which a part is on hold',
    state([part('FO1', 'OPEN', 'A', 1), part('FO2', 'ON_HOLD')]),
    lines(2),
    'NOT_DUE',
    'ON_HOLD',
  ],
  ['a scheduled order', state([part('FO1', 'SCHEDULED')]), {}, 'NOT_DUE', 'SCHEDULED'],
  ['a part at a status that nobody knows', state([part('FO1'), part('FO2', 'PAUSED')]), {}, 'NOT_DUE', 'PAUSED'],
  ['an order that was emptied', state([part('FO1', 'CLOSED')]), {}, 'CLOSED', 'CLOSED'],
  ['an order that left in another parcel', state([part('FO1', 'CLOSED')], otherParcel), {}, 'OTHER_PARCEL', 'CLOSED'],
  [
    'an order that somebody marked as sent without a number',
    state([part('FO1', 'CLOSED')], { fulfillments: [{ id: 'f', status: 'SUCCESS', trackingInfo: [] }] }),
    {},
    'OTHER_PARCEL',
    'CLOSED',
  ],
  ['more than is left', state([part('FO1')]), lines(4), 'LESS_LEFT', null],
  ['a whole order that was partly refunded since', state([part('FO1')]), ofParcel(4), 'LESS_LEFT', null],
  ['an order that is not there', { data: { order: null } }, {}, 'ORDER_UNKNOWN', null],
])('refuses without a report for %s', async (_name, before, change, reason, vendorCode) => {
  const { http, requests } = shop(before);
  expect(await confirmShopifyShipment(shopifyContext(http), { ...REQUEST, ...change })).toMatchObject({
    ok: false,
    failure: { kind: 'refused', code: `ERR_CHANNEL_SHIP_${reason}`, vendorCode },
  });
  expect(requests).toHaveLength(1);
});

it('reports of a whole order what is in the parcel, not what was put on the order since', async () => {
  const { http, requests } = shop(state([part('FO1', 'OPEN', 'A', 5)]));
  await confirmShopifyShipment(shopifyContext(http), { ...REQUEST, ...ofParcel(3) });
  expect(graphqlOf(requests[1]).variables).toMatchObject({
    fulfillment: {
      lineItemsByFulfillmentOrder: [
        { fulfillmentOrderId: 'FO1', fulfillmentOrderLineItems: [{ id: 'FO1/line', quantity: 3 }] },
      ],
    },
  });
});

it('goes on with the part that was made anew, and says when it was moved to another location', async () => {
  const remade = shop(state([part('FO1', 'CANCELLED', 'A', 0), part('FO2')]));
  const known = { platformData: { fulfillmentOrders: [{ id: 'FO1', status: 'OPEN', locationId: 'A' }] } };
  await confirmShopifyShipment(shopifyContext(remade.http, { locationId: 'A' }), { ...REQUEST, ...known });
  expect(graphqlOf(remade.requests[1]).variables).toMatchObject({
    fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: 'FO2' }] },
  });
  const moved = shop(state([part('FO1', 'CLOSED', 'A', 0), part('FO2', 'OPEN', 'B')]));
  for (const change of [{}, lines(1), ofParcel(3)])
    expect(
      await confirmShopifyShipment(shopifyContext(moved.http, { locationId: 'A' }), {
        ...REQUEST,
        ...known,
        ...change,
      }),
    ).toMatchObject({ failure: { kind: 'refused', code: 'ERR_CHANNEL_SHIP_ELSEWHERE' } });
});
