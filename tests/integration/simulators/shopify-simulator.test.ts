import crypto from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createManualClock } from '#main/simulators/kit/simulator-clock.ts';
import type { ManualClock } from '#main/simulators/kit/simulator-clock.ts';
import type { ShopifyOrder } from '#main/simulators/shopify/shopify-order.ts';
import { startShopifySimulator } from '#main/simulators/shopify/shopify-simulator.ts';
import type { ShopifySimulator, ShopifySimulatorOptions } from '#main/simulators/shopify/shopify-simulator.ts';
import { postRaw } from './support/raw-http.ts';
import type { RawAnswer } from './support/raw-http.ts';

const START = Date.UTC(2026, 10, 1, 2, 0, 0);
const HOUR = 3_600_000;
const iso = (atMs: number): string => new Date(atMs).toISOString();

const ThrottleStatus = z.object({
  maximumAvailable: z.number(),
  currentlyAvailable: z.number(),
  restoreRate: z.number(),
});
const Cost = z.object({
  requestedQueryCost: z.number(),
  actualQueryCost: z.number().nullable(),
  throttleStatus: ThrottleStatus,
});
const Answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(z.looseObject({ message: z.string(), extensions: z.looseObject({ code: z.string() }).optional() }))
    .optional(),
  extensions: z.object({ cost: Cost }).optional(),
});
const OrderRow = z.looseObject({ id: z.string(), name: z.string(), displayFulfillmentStatus: z.string() });
const Page = z.object({
  orders: z.object({
    nodes: z.array(OrderRow),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});
const Created = z.object({
  fulfillmentCreate: z.object({
    fulfillment: z.looseObject({ id: z.string(), status: z.string() }).nullable(),
    userErrors: z.array(z.object({ field: z.array(z.string()), message: z.string() })),
  }),
});

const LIST = `query($first: Int!, $after: String, $query: String, $reverse: Boolean) {
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT, reverse: $reverse) {
    nodes { id name updatedAt displayFulfillmentStatus } pageInfo { hasNextPage endCursor }
  }
}`;
const READ = `query($id: ID!) {
  order(id: $id) {
    id legacyResourceId name createdAt updatedAt cancelledAt cancelReason displayFinancialStatus displayFulfillmentStatus
    totalPriceSet { shopMoney { amount currencyCode } presentmentMoney { amount } } currentTotalPriceSet { shopMoney { amount } }
    email phone note tags customAttributes { key value }
    shippingAddress { name address1 city provinceCode zip countryCodeV2 phone }
    shippingLines(first: 5) { nodes { title } }
    lineItems(first: 50) { edges { cursor node { id sku quantity currentQuantity unfulfilledQuantity variant { id barcode } originalUnitPriceSet { shopMoney { amount } } } } }
    fulfillmentOrders(first: 5) { nodes { id status requestStatus assignedLocation { name } fulfillmentHolds { reason } lineItems(first: 20) { nodes { id remainingQuantity totalQuantity } } } }
    fulfillments(first: 5) { id status trackingInfo(first: 3) { number company url } }
    refunds(first: 5) { id totalRefundedSet { shopMoney { amount } } }
  }
}`;
const SHIP = `mutation($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id status trackingInfo { number company } } userErrors { field message } }
}`;

describe('the Shopify simulator', () => {
  let clock: ManualClock;
  let shop: ShopifySimulator;

  beforeEach(async () => {
    clock = createManualClock(START);
    shop = await startShopifySimulator({ clock, seed: 3 });
  });
  afterEach(() => shop.close());

  const post = (body: string, headers: Record<string, string> = {}, url = shop.graphqlUrl): Promise<RawAnswer> =>
    postRaw(url, body, { 'content-type': 'application/json', 'x-shopify-access-token': shop.accessToken, ...headers });
  async function ask(query: string, variables: Record<string, unknown> = {}, target = shop) {
    const headers = { 'content-type': 'application/json', 'x-shopify-access-token': target.accessToken };
    const answer = await postRaw(target.graphqlUrl, JSON.stringify({ query, variables }), headers);
    expect(answer.status).toBe(200);
    return Answer.parse(JSON.parse(answer.body));
  }
  async function page(variables: Record<string, unknown> = {}) {
    return Page.parse((await ask(LIST, { first: 50, ...variables })).data).orders;
  }
  async function names(query: string): Promise<string[]> {
    return (await page({ query })).nodes.map((order) => order.name);
  }
  async function read(order: ShopifyOrder) {
    return z.object({ order: z.looseObject({}) }).parse((await ask(READ, { id: order.id })).data).order;
  }
  const fulfillmentOrderId = (order: ShopifyOrder): string =>
    `gid://shopify/FulfillmentOrder/${order.fulfillmentOrders[0]?.number}`;
  async function ship(order: ShopifyOrder, extra: Record<string, unknown> = {}, number = 'SF1040275268927') {
    const group = { fulfillmentOrderId: fulfillmentOrderId(order), ...extra };
    const fulfillment = {
      lineItemsByFulfillmentOrder: [group],
      trackingInfo: { number, company: 'SF Express' },
      notifyCustomer: false,
    };
    return Created.parse((await ask(SHIP, { fulfillment })).data).fulfillmentCreate;
  }

  describe('access', () => {
    it('refuses another token with 401', async () => {
      const answer = await post('{"query":"{shop{name}}"}', { 'x-shopify-access-token': 'shpat_wrong' });
      expect(answer.status).toBe(401);
      expect(answer.body).toContain('Invalid API key or access token');
    });

    it.each([
      ['2026-10', 200, '2026-10'],
      ['2026-04', 200, '2026-04'],
      ['2019-04', 200, '2026-01'],
      ['2031-01', 404, undefined],
      ['latest', 404, undefined],
    ])('answers version %s with HTTP %i', async (version, status, served) => {
      const answer = await post('{"query":"{shop{name}}"}', {}, `${shop.url}/admin/api/${version}/graphql.json`);
      expect(answer.status).toBe(status);
      expect(answer.headers['x-shopify-api-version']).toBe(served);
    });

    it('refuses a body without a query', async () => {
      expect((await post('{"quer')).status).toBe(400);
      expect((await post('{}')).status).toBe(400);
    });

    it('reports fields that do not exist and syntax errors as errors inside HTTP 200', async () => {
      expect((await ask('{ shop { secretOfSuccess } }')).errors?.[0]?.message).toContain('secretOfSuccess');
      expect((await ask('{ shop {')).errors?.[0]?.message).toContain('Syntax Error');
    });

    it('denies fields outside the scopes', async () => {
      const narrow = await startShopifySimulator({ clock, scopes: ['read_orders'] });
      const order = narrow.orders.addOne({ situation: 'paid' });
      const fulfillment = { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: fulfillmentOrderId(order) }] };
      expect((await ask(SHIP, { fulfillment }, narrow)).errors?.[0]?.extensions?.code).toBe('ACCESS_DENIED');
      expect(narrow.books.shipments()).toEqual([]);
      await narrow.close();
    });
  });

  describe('reading orders', () => {
    it('names the shop, its count and its versions', async () => {
      shop.orders.add(3);
      const { data } = await ask(
        '{ shop { name myshopifyDomain currencyCode } ordersCount { count precision } publicApiVersions { handle } }',
      );
      expect(data).toMatchObject({
        shop: { name: 'Packbench Demo', myshopifyDomain: 'packbench-demo.myshopify.com', currencyCode: 'USD' },
        ordersCount: { count: 3, precision: 'EXACT' },
      });
      expect((await ask('{ ordersCount(limit: 2) { count precision } }')).data).toEqual({
        ordersCount: { count: 2, precision: 'AT_LEAST' },
      });
    });

    it('pages by cursor in the order of modification', async () => {
      const added = shop.orders.add(25, { spreadMs: HOUR }).map((order) => order.id);
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { nodes, pageInfo } = await page({ first: 10, after });
        seen.push(...nodes.map((order) => order.id));
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual(added);
      expect((await page({ reverse: true })).nodes.map((order) => order.id)).toEqual(added.toReversed());
    });

    it('keeps its place by time when orders were changed in another order than they came', async () => {
      const [first, second, third] = shop.orders.add(3, { spreadMs: HOUR, atMs: START - HOUR });
      if (!first || !second || !third) throw new Error('three orders were added');
      for (const order of [third, first]) {
        clock.advance(1_000);
        shop.orders.touch(order.id);
      }
      const seen: string[] = [];
      let after: string | null = null;
      for (let turn = 0; turn < 3; turn += 1) {
        const { nodes, pageInfo } = await page({ first: 1, after });
        seen.push(...nodes.map((order) => order.name));
        after = pageInfo.endCursor;
      }
      expect(seen).toEqual([second.name, third.name, first.name]);
    });

    it('filters by time, status and name', async () => {
      const old = shop.orders.addOne({ atMs: START - 3 * HOUR, situation: 'paid' });
      const fresh = shop.orders.addOne({ situation: 'unpaid' });
      expect(await names(`updated_at:>='${iso(START - HOUR)}'`)).toEqual([fresh.name]);
      expect(await names(`updated_at:>='${iso(START - 4 * HOUR)}' AND updated_at:<'${iso(START - HOUR)}'`)).toEqual([
        old.name,
      ]);
      expect(await names('financial_status:paid')).toEqual([old.name]);
      expect(await names(`name:${fresh.name}`)).toEqual([fresh.name]);
      expect(await names('colour_of_sky:blue')).toHaveLength(2);
    });

    it('finds cancelled, open and fulfilled orders', async () => {
      const [cancelled, shipped, open] = shop.orders.add(3, { situation: 'paid' });
      if (!cancelled || !shipped || !open) throw new Error('three orders were added');
      shop.orders.cancel(cancelled.name);
      await ship(shipped);
      expect(await names('status:cancelled')).toEqual([cancelled.name]);
      expect(await names('status:open fulfillment_status:unfulfilled')).toEqual([open.name]);
      expect(await names('fulfillment_status:shipped')).toEqual([shipped.name]);
    });

    it('hides orders older than 60 days from apps without read_all_orders', async () => {
      const narrow = await startShopifySimulator({ clock, scopes: ['read_orders'] });
      narrow.orders.addOne({ atMs: START - 61 * 24 * HOUR });
      expect((await ask('{ ordersCount { count } }', {}, narrow)).data).toEqual({
        ordersCount: { count: 0, precision: undefined },
      });
      await narrow.close();
    });

    it('gives one order with everything a packer needs', async () => {
      const order = shop.orders.addOne({ situation: 'paid', lines: [{ code: 'TEE-M', quantity: 2 }] });
      const seen = await read(order);
      expect(seen).toMatchObject({
        id: order.id,
        legacyResourceId: order.number,
        name: '#1001',
        createdAt: '2026-11-01T02:00:00Z',
        displayFinancialStatus: 'PAID',
        displayFulfillmentStatus: 'UNFULFILLED',
        totalPriceSet: { shopMoney: { amount: (order.totalMinor / 100).toFixed(2), currencyCode: 'USD' } },
        lineItems: {
          edges: [
            {
              node: {
                sku: 'TEE-M',
                quantity: 2,
                unfulfilledQuantity: 2,
                variant: { barcode: order.lines[0]?.barcode },
              },
            },
          ],
        },
        fulfillmentOrders: {
          nodes: [{ id: fulfillmentOrderId(order), status: 'OPEN', lineItems: { nodes: [{ remainingQuantity: 2 }] } }],
        },
        fulfillments: [],
      });
      expect(
        (await ask('query($id: ID!) { node(id: $id) { id ... on Order { name } } }', { id: order.id })).data,
      ).toEqual({ node: { id: order.id, name: '#1001' } });
    });

    it('answers null for an order it does not have and an error for an id that is none', async () => {
      expect((await ask(READ, { id: 'gid://shopify/Order/1' })).data).toEqual({ order: null });
      expect((await ask(READ, { id: '1' })).errors?.[0]?.message).toContain('Invalid global id');
    });

    it.each(['first: 251', ''])('refuses a page of size "%s"', async (size) => {
      expect(
        (await ask(`{ orders${size === '' ? '' : `(${size})`} { nodes { id } } }`)).errors?.[0]?.extensions?.code,
      ).toMatch(/BAD_REQUEST/);
    });
  });

  describe('shipping', () => {
    it('fulfils the whole order and books it once', async () => {
      const order = shop.orders.addOne({ situation: 'paid' });
      const { fulfillment, userErrors } = await ship(order);
      expect(userErrors).toEqual([]);
      expect(fulfillment?.status).toBe('SUCCESS');
      expect(await read(order)).toMatchObject({
        displayFulfillmentStatus: 'FULFILLED',
        fulfillments: [{ trackingInfo: [{ number: 'SF1040275268927', company: 'SF Express', url: null }] }],
        fulfillmentOrders: { nodes: [{ status: 'CLOSED' }] },
      });
      expect(shop.books.shipmentsOf(order.id)).toMatchObject([
        { trackingNumber: 'SF1040275268927', acceptedCalls: 1, shippedAgainst: undefined },
      ]);
    });

    it('refuses a second fulfilment with HTTP 200 and userErrors', async () => {
      const order = shop.orders.addOne({ situation: 'paid' });
      await ship(order);
      const { fulfillment, userErrors } = await ship(order);
      expect(fulfillment).toBeNull();
      expect(userErrors[0]?.message).toMatch(/unfulfillable status= closed/);
      expect(shop.books.shipmentsOf(order.id)).toHaveLength(1);
      expect(shop.books.refusedShipments()).toMatchObject([
        { externalNumber: order.id, trackingNumber: 'SF1040275268927' },
      ]);
    });

    it('fulfils part of an order, then the rest', async () => {
      const order = shop.orders.addOne({ situation: 'paid', lines: [{ code: 'TEE-M', quantity: 2 }] });
      const id = `gid://shopify/FulfillmentOrderLineItem/${order.fulfillmentOrders[0]?.lines[0]?.number}`;
      const one = { fulfillmentOrderLineItems: [{ id, quantity: 1 }] };
      await ship(order, one);
      expect(await read(order)).toMatchObject({ displayFulfillmentStatus: 'PARTIALLY_FULFILLED' });
      expect((await ship(order, { fulfillmentOrderLineItems: [{ id, quantity: 2 }] })).userErrors[0]?.message).toMatch(
        /Invalid fulfillment order line item quantity/,
      );
      await ship(order, one, 'SF1040275268928');
      expect(await read(order)).toMatchObject({ displayFulfillmentStatus: 'FULFILLED' });
    });

    it('books a parcel that was told twice as told twice', async () => {
      const order = shop.orders.addOne({ situation: 'paid', lines: [{ code: 'TEE-M', quantity: 2 }] });
      const id = `gid://shopify/FulfillmentOrderLineItem/${order.fulfillmentOrders[0]?.lines[0]?.number}`;
      const one = { fulfillmentOrderLineItems: [{ id, quantity: 1 }] };
      await ship(order, one);
      await ship(order, one);
      expect(shop.books.shipmentsOf(order.id)).toMatchObject([{ acceptedCalls: 2 }]);
    });

    it.each([
      ['on hold', 'forbid-consign', /on_hold/, 'ON_HOLD'],
      ['scheduled', 'presale-deposit', /scheduled/, 'SCHEDULED'],
      ['cancelled', 'closed', /cancelled/, 'FULFILLMENT_NOT_REQUIRED'],
    ] as const)('refuses an order that is %s', async (_name, situation, message, shown) => {
      const order = shop.orders.addOne({ situation });
      expect((await ship(order)).userErrors[0]?.message).toMatch(message);
      expect(await read(order)).toMatchObject({ displayFulfillmentStatus: shown });
      shop.orders.releaseHold(order.id);
      expect((await ship(order)).userErrors).toHaveLength(situation === 'forbid-consign' ? 0 : 1);
    });

    it('refuses unknown fulfillment orders, strange lines, and a mix of orders', async () => {
      const [one, other] = shop.orders.add(2, { situation: 'paid' });
      if (!one || !other) throw new Error('two orders were added');
      expect((await ship(one, { fulfillmentOrderId: 'gid://shopify/FulfillmentOrder/1' })).userErrors).toHaveLength(1);
      expect(
        (
          await ship(one, {
            fulfillmentOrderLineItems: [{ id: 'gid://shopify/FulfillmentOrderLineItem/1', quantity: 1 }],
          })
        ).userErrors,
      ).toHaveLength(1);
      const lineItemsByFulfillmentOrder = [one, other].map((order) => ({
        fulfillmentOrderId: fulfillmentOrderId(order),
      }));
      const answer = Created.parse(
        (await ask(SHIP, { fulfillment: { lineItemsByFulfillmentOrder } })).data,
      ).fulfillmentCreate;
      expect(answer.userErrors[0]?.message).toMatch(/same order/);
      expect(shop.books.shipments()).toEqual([]);
    });

    it('changes and cancels a fulfilment', async () => {
      const order = shop.orders.addOne({ situation: 'paid' });
      const id = (await ship(order)).fulfillment?.id;
      await ask(
        'mutation($id: ID!) { fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: {number: "SF2"}) { userErrors { message } } }',
        { id },
      );
      expect(await read(order)).toMatchObject({ fulfillments: [{ trackingInfo: [{ number: 'SF2' }] }] });
      await ask('mutation($id: ID!) { fulfillmentCancel(id: $id) { fulfillment { status } userErrors { message } } }', {
        id,
      });
      expect(await read(order)).toMatchObject({
        displayFulfillmentStatus: 'UNFULFILLED',
        fulfillments: [{ status: 'CANCELLED' }],
      });
    });
  });

  describe('the cost bucket', () => {
    it('costs what the published example costs and refunds what was not used', async () => {
      const { extensions } = await ask('{ orders(first: 10) { nodes { name } } }');
      expect(extensions?.cost).toEqual({
        requestedQueryCost: 12,
        actualQueryCost: 2,
        throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1998, restoreRate: 100 },
      });
      shop.orders.add(3);
      expect((await ask('{ orders(first: 10) { edges { node { name } } } }')).extensions?.cost).toMatchObject({
        requestedQueryCost: 12,
        actualQueryCost: 5,
      });
      expect(
        (await ask(SHIP, { fulfillment: { lineItemsByFulfillmentOrder: [] } })).extensions?.cost.requestedQueryCost,
      ).toBe(10);
    });

    it('throttles when the requested cost is not there, and restores by the second', async () => {
      const small = await startShopifySimulator({ clock, bucketSize: 300, restorePerSecond: 50 });
      small.orders.add(250);
      const query = '{ orders(first: 250) { nodes { name } } }';
      expect((await ask(query, {}, small)).data).toBeDefined();
      const refused = await ask(query, {}, small);
      expect(refused.data).toBeUndefined();
      expect(refused.errors?.[0]).toMatchObject({ message: 'Throttled', extensions: { code: 'THROTTLED' } });
      expect(refused.extensions?.cost).toEqual({
        requestedQueryCost: 252,
        actualQueryCost: null,
        throttleStatus: { maximumAvailable: 300, currentlyAvailable: 48, restoreRate: 50 },
      });
      clock.advance(Math.ceil((252 - 48) / 50) * 1000);
      expect((await ask(query, {}, small)).data).toBeDefined();
      await small.close();
    });

    it('refuses a single query above 1000 points', async () => {
      const { errors } = await ask('{ orders(first: 250) { nodes { lineItems(first: 50) { nodes { sku } } } } }');
      expect(errors?.[0]).toMatchObject({
        message: expect.stringMatching(/^Query cost is \d+, which exceeds/),
        extensions: { code: 'MAX_COST_EXCEEDED' },
      });
    });
  });

  describe('buyers and merchant', () => {
    it('books every paid order under all of its numbers', () => {
      const order = shop.orders.addOne({ situation: 'unpaid' });
      expect(shop.books.paidOrder(order.id)).toBeUndefined();
      clock.advance(60_000);
      shop.orders.pay(order.name);
      for (const number of [order.id, order.number, order.name]) {
        expect(shop.books.paidOrder(number)).toMatchObject({
          externalNumber: order.id,
          paidMinor: order.totalMinor,
          currency: 'USD',
          paidAtMs: START + 60_000,
          shippable: true,
        });
      }
    });

    it('blocks what is held, refunded or cancelled', async () => {
      const order = shop.orders.addOne({ situation: 'paid', lines: [{ code: 'TEE-M', quantity: 2 }] });
      const booked = () => shop.books.paidOrder(order.id)?.blockReason;
      shop.orders.hold(order.id, 'HIGH_RISK_OF_FRAUD');
      expect(booked()).toBe('on-hold');
      expect(await read(order)).toMatchObject({
        fulfillmentOrders: { nodes: [{ status: 'ON_HOLD', fulfillmentHolds: [{ reason: 'HIGH_RISK_OF_FRAUD' }] }] },
      });
      shop.orders.releaseHold(order.id);
      shop.orders.refund(order.id, order.lines[0]?.number, 1);
      expect(await read(order)).toMatchObject({
        displayFinancialStatus: 'PARTIALLY_REFUNDED',
        lineItems: { edges: [{ node: { quantity: 2, currentQuantity: 1, unfulfilledQuantity: 1 } }] },
      });
      expect(booked()).toBeUndefined();
      shop.orders.refund(order.id);
      expect(booked()).toBe('refunded');
      shop.orders.cancel(order.id, 'FRAUD');
      expect(await read(order)).toMatchObject({
        cancelledAt: '2026-11-01T02:00:00Z',
        cancelReason: 'FRAUD',
        currentTotalPriceSet: { shopMoney: { amount: '0.00' } },
      });
      expect(booked()).toBe('cancelled');
    });
  });

  describe('faults', () => {
    it('throttles with numbers that tell the wait', async () => {
      shop.faults.switchOn({ kind: 'throttle', retryAfterS: 4, operation: 'orders' });
      const { errors, extensions } = await ask(LIST, { first: 1 });
      expect(errors?.[0]?.extensions?.code).toBe('THROTTLED');
      const { requestedQueryCost, throttleStatus } = extensions?.cost ?? {
        requestedQueryCost: 0,
        throttleStatus: { currentlyAvailable: 0, restoreRate: 1 },
      };
      expect((requestedQueryCost - throttleStatus.currentlyAvailable) / throttleStatus.restoreRate).toBe(4);
    });

    it('hides an error in HTTP 200, and a refusal in userErrors', async () => {
      shop.faults.switchOn({ kind: 'error-body' });
      expect((await ask('{ shop { name } }')).errors?.[0]?.extensions?.code).toBe('INTERNAL_SERVER_ERROR');
      const order = shop.orders.addOne({ situation: 'paid' });
      shop.faults.switchOn({ kind: 'error-body', code: 'USER_ERRORS', operation: 'fulfillmentCreate' });
      expect((await ship(order)).userErrors).toHaveLength(1);
      expect(shop.books.shipments()).toEqual([]);
    });

    it('moves unread orders to the end, so that a cursor reader still gets all of them', async () => {
      const added = shop.orders.add(30, { spreadMs: HOUR, atMs: START - HOUR });
      const reader = async (reverse: boolean) => {
        const seen = new Set<string>();
        let after: string | null = null;
        do {
          const { nodes, pageInfo } = await page({ first: 10, after, reverse });
          for (const order of nodes) seen.add(order.id);
          clock.advance(1_000);
          after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
        } while (after !== null);
        return added.filter((order) => !seen.has(order.id)).length;
      };
      shop.faults.switchOn({ kind: 'drift', times: Infinity });
      expect(await reader(true)).toBeGreaterThan(0);
      shop.faults.switchOff('drift');
      shop.faults.switchOn({ kind: 'drift', times: 5 });
      expect(await reader(false)).toBe(0);
    });

    it('repeats and reverses rows, invents a status once, and dirties identifiers', async () => {
      const [first, second] = shop.orders.add(2, { situation: 'paid', spreadMs: HOUR });
      shop.faults.switchOn({ kind: 'duplicate-rows' });
      shop.faults.switchOn({ kind: 'reordered-rows' });
      expect((await page()).nodes.map((order) => order.name)).toEqual([
        second?.name,
        second?.name,
        first?.name,
        first?.name,
      ]);
      shop.faults.switchOn({ kind: 'unknown-enum' });
      const statuses = async () => (await page()).nodes.map((order) => order.displayFulfillmentStatus);
      expect(await statuses()).toEqual(['QUARANTINED', 'UNFULFILLED']);
      expect(await statuses()).toEqual(['UNFULFILLED', 'UNFULFILLED']);
      shop.faults.switchOn({ kind: 'zero-width' });
      expect((await page()).nodes.map((order) => order.name)).toEqual(['#1001\u200B', '#1002\u200B']);
    });

    it('numbers orders beyond 64 bits while huge ids are on', async () => {
      shop.faults.switchOn({ kind: 'huge-ids' });
      const order = shop.orders.addOne();
      expect(BigInt(order.number) > 2n ** 64n).toBe(true);
      expect(await read(order)).toMatchObject({ legacyResourceId: order.number });
    });

    it('accepts a shipment and loses the answer', async () => {
      const order = shop.orders.addOne({ situation: 'paid' });
      shop.faults.switchOn({ kind: 'http-500', phase: 'after', operation: 'fulfillmentCreate' });
      const fulfillment = {
        lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: fulfillmentOrderId(order) }],
        trackingInfo: { number: 'SF1' },
      };
      expect((await post(JSON.stringify({ query: SHIP, variables: { fulfillment } }))).status).toBe(500);
      expect(shop.books.shipmentsOf(order.id)).toHaveLength(1);
    });
  });

  it('makes the same orders from the same seed', async () => {
    const options: ShopifySimulatorOptions = { clock, seed: 3, orders: 20 };
    const [one, other] = await Promise.all([startShopifySimulator(options), startShopifySimulator(options)]);
    expect(one.orders.all()).toEqual(other.orders.all());
    expect(one.orders.all()).toHaveLength(20);
    expect(crypto.timingSafeEqual(Buffer.from(one.accessToken), Buffer.from(other.accessToken))).toBe(true);
    await Promise.all([one.close(), other.close()]);
  });
});
