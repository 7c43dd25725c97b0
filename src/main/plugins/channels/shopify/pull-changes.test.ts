import { describe, expect, it } from 'vitest';
import { fixture, graphqlOf, NOW_MS, shopifyContext } from '#main/plugins/channels/shopify/fixtures/test-context.ts';
import { readShopifyOrder } from '#main/plugins/channels/shopify/order-reading.ts';
import { listShopifyPaidOrders } from '#main/plugins/channels/shopify/paid-orders.ts';
import { changedBetween, fetchShopifyOrder, pullShopifyChanges } from '#main/plugins/channels/shopify/pull-changes.ts';
import { SHOPIFY_STATUS_MAP } from '#main/plugins/channels/shopify/units.ts';
import {
  allOf,
  answered,
  answeredJson,
  scriptedHttp,
  withoutWaiting,
} from '#tests/contract/connectors/scripted-http.ts';

const WINDOW = { fromMs: NOW_MS - 3_600_500, toMs: NOW_MS - 500 };
const ORDER: Record<string, unknown> & { lineItems: { nodes: object[] } } = JSON.parse(fixture('order.json'));
const numbered = (id: number, change: object = {}) => ({ ...ORDER, id: `gid://shopify/Order/${id}`, ...change });
const page = (nodes: object[], next: string | null) =>
  answeredJson({ data: { orders: { nodes, pageInfo: { hasNextPage: next !== null, endCursor: next } } } });

const named = (nodes: object[]) => answeredJson({ data: { orders: { nodes } } });

it('asks for whole seconds around the window', () => {
  expect(changedBetween(WINDOW.fromMs, WINDOW.toMs)).toBe(
    "updated_at:>='2026-01-01T01:59:59Z' AND updated_at:<'2026-01-01T03:00:00Z'",
  );
});

it('follows the cursor to the end without touching query or order', async () => {
  const { http, requests } = scriptedHttp((_request, index) =>
    page([numbered(index + 1)], index < 2 ? `C${index + 1}` : null),
  );
  const results = await allOf(pullShopifyChanges(shopifyContext(http), WINDOW));
  expect(results.map((result) => result.ok && result.value.messages.map((message) => message.externalNumber))).toEqual([
    ['gid://shopify/Order/1'],
    ['gid://shopify/Order/2'],
    ['gid://shopify/Order/3'],
  ]);
  const variables = { query: changedBetween(WINDOW.fromMs, WINDOW.toMs), first: 8, lines: 10 };
  expect(requests.map(graphqlOf)).toEqual(
    [null, 'C1', 'C2'].map((after) => ({ operation: 'ChangedOrders', variables: { ...variables, after } })),
  );
});

it('never takes a page for the last one that promises another and names none', async () => {
  const { http } = scriptedHttp(() =>
    answeredJson({ data: { orders: { nodes: [numbered(1)], pageInfo: { hasNextPage: true, endCursor: null } } } }),
  );
  const { result } = await withoutWaiting(() => allOf(pullShopifyChanges(shopifyContext(http), WINDOW)));
  expect(result).toMatchObject([
    {
      ok: false,
      failure: { kind: 'retry', code: 'ERR_CHANNEL_ANSWER_INVALID', vendorText: expect.stringContaining('endCursor') },
    },
  ]);
});

it('archives each order as the bytes that were sent', async () => {
  const node =
    '{ "id" : "gid://shopify/Order/1", "lineItems":{"nodes":[],"pageInfo":{"hasNextPage":false}} ,"fulfillmentOrders":{"nodes":[],"pageInfo":{"hasNextPage":false}}, "odd":"\\u9876,]}" }';
  const { http } = scriptedHttp(() =>
    answered(`{"data":{"orders":{"nodes":[ ${node} ],"pageInfo":{"hasNextPage":false}}}}`),
  );
  const [result] = await allOf(pullShopifyChanges(shopifyContext(http), WINDOW));
  const payload = result?.ok ? Buffer.from(result.value.messages[0]?.payload ?? []).toString() : '';
  expect(payload).toBe(`{"order":${node},"lineItems":[],"fulfillmentOrders":[]}`);
});

it('reads nested lists to their ends, more than 250 lines included', async () => {
  const line = ORDER.lineItems.nodes[0] ?? {};
  const lines = (count: number, next: string | null) => ({
    nodes: Array.from({ length: count }, () => line),
    pageInfo: { hasNextPage: next !== null, endCursor: next },
  });
  const { http, requests } = scriptedHttp((request) => {
    const { operation, variables } = graphqlOf(request);
    if (operation === 'ChangedOrders') return page([numbered(1, { lineItems: lines(10, 'L1') })], null);
    return answeredJson({
      data: {
        order: {
          lineItems: lines(100, variables.after === 'L3' ? null : `L${Number(String(variables.after).slice(1)) + 1}`),
        },
      },
    });
  });
  const [result] = await allOf(pullShopifyChanges(shopifyContext(http), WINDOW));
  expect(requests.map((request) => graphqlOf(request).variables.after)).toEqual([null, 'L1', 'L2', 'L3']);
  const reading = result?.ok
    ? readShopifyOrder(result.value.messages[0]?.payload ?? new Uint8Array(), { statusMap: SHOPIFY_STATUS_MAP })
    : null;
  expect(reading?.ok && reading.draft.lines.length).toBe(310);
});

it('halves the page when the shop says that the query costs too much', async () => {
  const { http, requests } = scriptedHttp((request) =>
    Number(graphqlOf(request).variables.first) > 3
      ? answeredJson({ errors: [{ message: 'too much', extensions: { code: 'MAX_COST_EXCEEDED' } }] })
      : page([], null),
  );
  const results = await allOf(pullShopifyChanges(shopifyContext(http), WINDOW));
  expect(results).toEqual([{ ok: true, value: { messages: [], page: 1, of: null }, messages: [] }]);
  expect(requests.map((request) => graphqlOf(request).variables.first)).toEqual([8, 4, 2]);
});

it('fetches one order by either form of its number, and says when there is none', async () => {
  const { http, requests } = scriptedHttp(() => answeredJson({ data: { order: numbered(5001) } }));
  expect(await fetchShopifyOrder(shopifyContext(http), '5001')).toMatchObject({
    ok: true,
    value: { externalNumber: 'gid://shopify/Order/5001' },
  });
  expect(graphqlOf(requests[0])).toEqual({
    operation: 'OneOrder',
    variables: { id: 'gid://shopify/Order/5001', lines: 10 },
  });
  const missing = scriptedHttp((request) =>
    graphqlOf(request).operation === 'OrderNamed' ? named([]) : answeredJson({ data: { order: null } }),
  );
  expect(await fetchShopifyOrder(shopifyContext(missing.http), 'gid://shopify/Order/1')).toEqual({
    ok: true,
    value: null,
    messages: [],
  });
  expect(missing.requests).toHaveLength(1);
});

describe('the name that a merchant reads', () => {
  const shopWith = (...names: string[]) =>
    scriptedHttp((request) =>
      graphqlOf(request).operation === 'OrderNamed'
        ? named(names.map((name, index) => ({ id: `gid://shopify/Order/${index + 1}`, name })))
        : answeredJson({
            data: { order: graphqlOf(request).variables['id'] === 'gid://shopify/Order/2' ? numbered(2) : null },
          }),
    );

  it.each(['#1001', '1001', 'en1001-A'])('%s finds its order among others that the search brings', async (typed) => {
    const wanted = typed.startsWith('en') ? 'EN1001-A' : '#1001';
    const { http } = shopWith('#10010', wanted);
    expect(await fetchShopifyOrder(shopifyContext(http), typed)).toMatchObject({
      ok: true,
      value: { externalNumber: 'gid://shopify/Order/2' },
    });
  });

  it('is handed on as one word of the search, whatever is in it', async () => {
    const { http, requests } = shopWith();
    const typed = String.raw`1" OR name:\"2`;
    expect(await fetchShopifyOrder(shopifyContext(http), typed)).toMatchObject({ ok: true, value: null });
    expect(requests.map((request) => graphqlOf(request).variables)).toEqual([
      { query: String.raw`name:"1\" OR name:\\\"2"` },
    ]);
  });

  it('that several orders bear finds none of them', async () => {
    const { http } = shopWith('#1001', '#1001');
    expect(await fetchShopifyOrder(shopifyContext(http), '#1001')).toMatchObject({
      ok: false,
      failure: { kind: 'refused' },
    });
  });
});

it('lists the orders paid in a window, whatever became of them', async () => {
  const node = (id: string, processedAt: string, displayFinancialStatus: string) => ({
    id,
    processedAt,
    displayFinancialStatus,
  });
  const { http, requests } = scriptedHttp(() =>
    page(
      [
        node('in', '2026-01-01T02:30:00Z', 'PAID'),
        node('refunded', '2026-01-01T02:31:00Z', 'REFUNDED'),
        node('open', '2026-01-01T02:32:00Z', 'PENDING'),
        node('late', '2026-01-01T03:00:00Z', 'PAID'),
      ],
      null,
    ),
  );
  expect(await listShopifyPaidOrders(shopifyContext(http), WINDOW)).toMatchObject({
    ok: true,
    value: [{ externalNumber: 'in' }, { externalNumber: 'refunded' }],
  });
  expect(graphqlOf(requests[0]).variables).toEqual({ query: "updated_at:>='2026-01-01T01:59:59Z'", after: null });
});
