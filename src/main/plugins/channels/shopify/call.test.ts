import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { readShopify, writeShopify } from '#main/plugins/channels/shopify/call.ts';
import { fixture, graphqlOf, shopifyContext } from '#main/plugins/channels/shopify/fixtures/test-context.ts';
import * as queries from '#main/plugins/channels/shopify/queries.ts';
import type { HttpOutcome } from '#main/lib/http-client.ts';
import {
  answered,
  answeredJson,
  noAnswer,
  notSent,
  scriptedHttp,
  withoutWaiting,
} from '#tests/contract/connectors/scripted-http.ts';

const CALL = { query: queries.SHOP, variables: { a: 1 }, answer: z.object({ shop: z.object({ name: z.string() }) }) };
const GOOD = answeredJson({ data: { shop: { name: 'Demo' } } });
const gqlError = (code: string) => answeredJson({ errors: [{ message: 'said', extensions: { code } }] });

it('writes queries that are GraphQL', () => {
  for (const query of Object.values(queries)) expect(() => parse(query)).not.toThrow();
});

it('builds the request with token and version', async () => {
  const { http, requests } = scriptedHttp(() => GOOD);
  await readShopify(shopifyContext(http), CALL);
  await writeShopify(shopifyContext(http, { apiBaseUrl: 'http://127.0.0.1:9/' }), CALL);
  expect(requests[0]).toMatchObject({
    method: 'POST',
    url: 'https://demo.myshopify.com/admin/api/2026-10/graphql.json',
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': 'shpat_1' },
    operation: 'shopify.Shop',
  });
  expect(graphqlOf(requests[0])).toEqual({ operation: 'Shop', variables: { a: 1 } });
  expect(requests[1]).toMatchObject({ url: 'http://127.0.0.1:9/admin/api/2026-10/graphql.json', connection: 'fresh' });
});

it('reads the data, parsed and checked, and keeps the bytes', async () => {
  const body = '{"data":{"shop":{"name":"Demo"}}}';
  expect(await readShopify(shopifyContext(scriptedHttp(() => answered(body)).http), CALL)).toEqual({
    ok: true,
    value: { shop: { name: 'Demo' } },
    body: Buffer.from(body),
    data: { shop: { name: 'Demo' } },
  });
});

it('waits until the bucket holds what a query costs, then reads on', async () => {
  const { http, requests } = scriptedHttp((_request, index) =>
    index === 0 ? answered(fixture('throttled.json')) : GOOD,
  );
  const { result, waitedMs } = await withoutWaiting(() => readShopify(shopifyContext(http), CALL));
  expect([result.ok, waitedMs, requests.length]).toEqual([true, 840, 2]);
});

it.each<[string, HttpOutcome, object]>([
  [
    'a throttled call',
    answered(fixture('throttled.json')),
    {
      kind: 'retry',
      code: 'ERR_CHANNEL_THROTTLED',
      retryAfterMs: 840,
      vendorCode: 'THROTTLED',
      vendorText: 'Throttled',
    },
  ],
  ['a throttle without figures', gqlError('THROTTLED'), { kind: 'retry', retryAfterMs: null }],
  ['a missing scope', gqlError('ACCESS_DENIED'), { kind: 'auth', code: 'ERR_CHANNEL_AUTH' }],
  [
    'a wrong token',
    answered('{"errors":"[API] Invalid API key or access token"}', 401),
    { kind: 'auth', code: 'ERR_CHANNEL_AUTH' },
  ],
  [
    'an internal error',
    gqlError('INTERNAL_SERVER_ERROR'),
    { kind: 'unknown_outcome', code: 'ERR_CHANNEL_OUTCOME_UNKNOWN' },
  ],
  [
    'another GraphQL error',
    gqlError('undefinedField'),
    { kind: 'refused', code: 'ERR_CHANNEL_REFUSED', vendorText: 'said' },
  ],
  ['a lost answer', noAnswer, { kind: 'unknown_outcome' }],
  ['HTTP 502', answered('', 502), { kind: 'unknown_outcome' }],
  [
    'HTTP 429',
    answered('', 429, { 'retry-after': '2.0' }),
    { kind: 'retry', code: 'ERR_CHANNEL_THROTTLED', retryAfterMs: 2_000 },
  ],
  ['a closed shop', answered('', 402), { kind: 'refused' }],
  ['no connection', notSent, { kind: 'retry', code: 'ERR_CHANNEL_UNREACHABLE' }],
  ['markup', answered('<html>'), { kind: 'unknown_outcome' }],
  ['data of another shape', answeredJson({ data: { shop: null } }), { kind: 'unknown_outcome' }],
])('tells what %s means for a write', async (_name, outcome, failure) => {
  expect(await writeShopify(shopifyContext(scriptedHttp(() => outcome).http), CALL)).toMatchObject({
    ok: false,
    failure,
  });
});
