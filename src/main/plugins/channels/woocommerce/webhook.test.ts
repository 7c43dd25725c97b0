import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { PushRequest } from '#main/plugins/channels/channel-pushes.ts';
import { fixture, wooContext } from '#main/plugins/channels/woocommerce/fixtures/test-context.ts';
import { readWooOrder } from '#main/plugins/channels/woocommerce/order-reading.ts';
import { WOO_STATUS_MAP } from '#main/plugins/channels/woocommerce/units.ts';
import { verifyWooPush } from '#main/plugins/channels/woocommerce/webhook.ts';
import { scriptedHttp } from '#tests/contract/connectors/scripted-http.ts';

const context = wooContext(scriptedHttp(() => ({ kind: 'not_sent', detail: '' })).http);
const VECTOR =
  '{"id":727,"status":"processing","date_modified":"2026-01-02T16:00:00","date_modified_gmt":"2026-01-02T08:00:00"}';
const WHOLE = JSON.stringify({ ...(JSON.parse(fixture('order.json')) as object), refunds: [] });

function push(body: string, headers: Record<string, string> = {}, secret = 'wc-secret'): PushRequest {
  const signature = createHmac('sha256', secret).update(body).digest('base64');
  return {
    method: 'POST',
    query: {},
    headers: {
      'x-wc-webhook-topic': 'order.updated',
      'x-wc-webhook-delivery-id': 'd1',
      'x-wc-webhook-signature': signature,
      ...headers,
    },
    body: Buffer.from(body),
  };
}

describe('a webhook', () => {
  it('passes with the signature of the reference, and with no other byte', () => {
    const signature = { 'x-wc-webhook-signature': 'ob3KngBL7ZmWy7OAdzOjjbH1u0mzWwSEP+YPOUhsAig=' };
    expect(verifyWooPush(context, push(VECTOR, signature))).toMatchObject({
      ok: true,
      events: [{ deliveryId: expect.stringMatching(/^d1:727:[0-9a-f]{16}$/), externalNumber: '727', message: null }],
    });
    for (const wrong of [VECTOR.replace('727', '728'), `${VECTOR}\n`])
      expect(verifyWooPush(context, push(wrong, signature))).toMatchObject({ code: 'ERR_CHANNEL_SIGNATURE_INVALID' });
  });

  it('is refused where no secret was set', () => {
    const without = { credentials: { consumerKey: 'ck', consumerSecret: 'cs', webhookSecret: '' } };
    expect(verifyWooPush(without, push(VECTOR, {}, ' '))).toMatchObject({ code: 'ERR_CHANNEL_SIGNATURE_INVALID' });
  });

  it('uses the secret as WordPress decodes it', () => {
    const credentials = { ...context.credentials, webhookSecret: 'a &amp; &lt;b&gt; &#039;c&#039; &quot;d&quot;' };
    expect(verifyWooPush({ credentials }, push(VECTOR, {}, `a & <b> 'c' "d"`))).toMatchObject({ ok: true });
  });

  it('answers the ping of a new webhook, and takes no other unsigned body for one', () => {
    const ping = (body: string, headers: Record<string, string> = {}): PushRequest => ({
      method: 'POST',
      query: {},
      headers,
      body: Buffer.from(body),
    });
    expect(verifyWooPush(context, ping('webhook_id=142'))).toEqual({ ok: true, events: [] });
    for (const body of ['webhook_id=142&id=727', 'webhook_id=', VECTOR])
      expect(verifyWooPush(context, ping(body))).toMatchObject({ code: 'ERR_CHANNEL_SIGNATURE_INVALID' });
  });

  it('brings a whole order along, ready to be read', () => {
    const verdict = verifyWooPush(context, push(WHOLE));
    const message = verdict.ok ? verdict.events[0]?.message : null;
    expect(message && readWooOrder(message.payload, { statusMap: WOO_STATUS_MAP })).toMatchObject({
      ok: true,
      draft: { externalNumber: '727', payment: 'paid' },
    });
  });

  it('is a hint alone when the order has refunds, which it tells only in part', () => {
    expect(verifyWooPush(context, push(fixture('order.json')))).toMatchObject({
      ok: true,
      events: [{ message: null }],
    });
  });

  it('tells apart what changed within one second, though WooCommerce gives all of it one delivery id', () => {
    const bodies = [VECTOR, VECTOR.replace('727', '728'), VECTOR.replace('processing', 'cancelled'), VECTOR];
    const ids = bodies.map((body) => {
      const verdict = verifyWooPush(context, push(body));
      return verdict.ok ? verdict.events[0]?.deliveryId : '';
    });
    expect([new Set(ids).size, ids[3]]).toEqual([3, ids[0]]);
  });

  it('keeps nothing of carts and of news that are no orders', () => {
    expect(verifyWooPush(context, push(VECTOR.replace('processing', 'checkout-draft')))).toEqual({
      ok: true,
      events: [],
    });
    expect(verifyWooPush(context, push('{"id":5}', { 'x-wc-webhook-topic': 'product.updated' }))).toEqual({
      ok: true,
      events: [],
    });
  });
});
