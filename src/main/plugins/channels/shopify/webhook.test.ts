import { expect, it } from 'vitest';
import { shopifyContext } from '#main/plugins/channels/shopify/fixtures/test-context.ts';
import { verifyShopifyPush } from '#main/plugins/channels/shopify/webhook.ts';
import { createHmac } from 'node:crypto';
import { noAnswer, scriptedHttp } from '#tests/contract/connectors/scripted-http.ts';

const BODY = Buffer.from('{"id":820982911946154508,"name":"#9999","note":"顺丰发货","total_price":"398.00"}');
const HEADERS = {
  'x-shopify-hmac-sha256': '0nTtZDpYaoa6S0CdqWpwOjfKqw6OOWLH1qg3HrftHCE=',
  'x-shopify-topic': 'orders/updated',
  'x-shopify-shop-domain': 'demo.myshopify.com',
  'x-shopify-webhook-id': 'delivery-1',
  'x-shopify-triggered-at': '2026-01-01T02:00:00.123456789Z',
};
const context = shopifyContext(scriptedHttp(() => noAnswer).http);
const sign = (body: Uint8Array, secret: string) => createHmac('sha256', secret).update(body).digest('base64');
const verify = (headers: Record<string, string> = {}, body: Uint8Array = BODY) =>
  verifyShopifyPush(context, { method: 'POST', query: {}, headers: { ...HEADERS, ...headers }, body });

const EVENT = {
  deliveryId: 'delivery-1',
  topic: 'orders/updated',
  externalNumber: 'gid://shopify/Order/820982911946154508',
  triggeredAtMs: Date.UTC(2026, 0, 1, 2, 0, 0, 123),
  bearsVersion: false,
  message: null,
};
const GOOD = { ok: true, events: [EVENT] };

it('accepts the vector of the reference and keeps all digits of the order number', () => {
  expect(verify()).toEqual(GOOD);
});

it('takes the time of the change in a body for its version', () => {
  const body = Buffer.from('{"id":820982911946154508,"updated_at":"2026-01-01T10:00:00+08:00"}');
  expect(verify({ 'x-shopify-hmac-sha256': sign(body, 'hush') }, body)).toMatchObject({
    events: [{ bearsVersion: true }],
  });
});

it('accepts the secret before the rotation', () => {
  expect(verify({ 'x-shopify-hmac-sha256': sign(BODY, 'old-hush') })).toEqual(GOOD);
});

it.each([
  ['one flipped byte', { body: Buffer.from(BODY.map((byte, index) => (index === 5 ? byte ^ 1 : byte))) }],
  ['another secret', { headers: { 'x-shopify-hmac-sha256': sign(BODY, 'wrong') } }],
  ['a short signature', { headers: { 'x-shopify-hmac-sha256': 'AAAA' } }],
  ['no signature', { headers: { 'x-shopify-hmac-sha256': '' } }],
  ['a body written anew', { body: Buffer.from(JSON.stringify({ id: 1, name: '#9999' })) }],
])('refuses a delivery with %s', (_name, change: { headers?: Record<string, string>; body?: Uint8Array }) => {
  expect(verify(change.headers, change.body)).toMatchObject({ ok: false, code: 'ERR_CHANNEL_SIGNATURE_INVALID' });
});

it('never accepts a signature made with an empty previous secret', () => {
  const bare = {
    ...context,
    credentials: { ...context.credentials, clientSecret: 'hush', previousClientSecret: '' },
  };
  expect(
    verifyShopifyPush(bare, {
      method: 'POST',
      query: {},
      headers: { ...HEADERS, 'x-shopify-hmac-sha256': sign(BODY, '') },
      body: BODY,
    }),
  ).toMatchObject({ ok: false });
});

it('refuses an authentic delivery of another shop, without id, or about no order', () => {
  expect(verify({ 'x-shopify-shop-domain': 'other.myshopify.com' })).toMatchObject({
    ok: false,
    code: 'ERR_CHANNEL_PUSH_UNREADABLE',
  });
  expect(verify({ 'x-shopify-webhook-id': '' })).toMatchObject({ ok: false, code: 'ERR_CHANNEL_PUSH_UNREADABLE' });
  const empty = Buffer.from('{}');
  expect(verify({ 'x-shopify-hmac-sha256': sign(empty, 'hush') }, empty)).toMatchObject({
    ok: false,
    code: 'ERR_CHANNEL_PUSH_UNREADABLE',
  });
});

it.each(['products/update', 'refunds/create', 'fulfillment_orders/placed_on_hold'])(
  'takes a delivery of %s that names no order: refused eight times, it would end the subscription',
  (topic) => {
    expect(verify({ 'x-shopify-topic': topic })).toEqual({ ok: true, events: [] });
  },
);

it('refuses such a delivery all the same where its signature does not hold', () => {
  expect(verify({ 'x-shopify-topic': 'products/update', 'x-shopify-hmac-sha256': sign(BODY, 'wrong') })).toMatchObject({
    ok: false,
    code: 'ERR_CHANNEL_SIGNATURE_INVALID',
  });
});

it('finds the order of a fulfillment', () => {
  const body = Buffer.from('{"id":1,"order_id":820982911946154508}');
  expect(
    verify({ 'x-shopify-topic': 'fulfillments/create', 'x-shopify-hmac-sha256': sign(body, 'hush') }, body),
  ).toMatchObject({ events: [{ externalNumber: EVENT.externalNumber }] });
});

it('understands the headers of the newer events, which have no x-', () => {
  const headers = Object.fromEntries(Object.entries(HEADERS).map(([name, value]) => [name.slice(2), value]));
  expect(verifyShopifyPush(context, { method: 'POST', query: {}, headers, body: BODY })).toEqual(GOOD);
});
