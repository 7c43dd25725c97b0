import crypto from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createManualClock } from '#main/simulators/kit/simulator-clock.ts';
import type { ManualClock } from '#main/simulators/kit/simulator-clock.ts';
import type { ShopifyOrder } from '#main/simulators/shopify/shopify-order.ts';
import { startShopifySimulator } from '#main/simulators/shopify/shopify-simulator.ts';
import type { ShopifySimulator } from '#main/simulators/shopify/shopify-simulator.ts';
import { webhookHmac } from '#main/simulators/shopify/webhook-sender.ts';
import { waitUntil } from './support/wait-until.ts';
import { startWebhookReceiver } from './support/webhook-receiver.ts';
import type { ReceivedWebhook, WebhookReceiver } from './support/webhook-receiver.ts';

const START = Date.UTC(2026, 10, 1, 2, 0, 0);

function isSigned(webhook: ReceivedWebhook, secret: string): boolean {
  const expected = crypto.createHmac('sha256', secret).update(webhook.body).digest();
  return expected.equals(Buffer.from(webhook.headers['x-shopify-hmac-sha256'] ?? '', 'base64'));
}

describe("the Shopify simulator's webhooks", () => {
  let clock: ManualClock;
  let receiver: WebhookReceiver;
  let shop: ShopifySimulator;
  let order: ShopifyOrder;

  beforeEach(async () => {
    clock = createManualClock(START);
    receiver = await startWebhookReceiver();
    shop = await startShopifySimulator({ clock, autoPush: false, webhookUrl: receiver.url });
    order = shop.orders.addOne({ situation: 'paid' });
  });
  afterEach(async () => {
    await shop.close();
    await receiver.close();
  });

  const only = (): ReceivedWebhook => {
    const [first] = receiver.received;
    if (!first) throw new Error('nothing was received');
    return first;
  };

  it('tells of a refund and of the hold of a fulfillment order in bodies of their own, which name the order or do not', async () => {
    shop.orders.hold(order.id);
    const held = await shop.pushOrder(order.id, { topic: 'fulfillment_orders/placed_on_hold' });
    expect(JSON.parse(held.body)).toMatchObject({ fulfillment_order: { status: 'on_hold' } });
    expect(held.body).not.toContain(order.number);
    shop.orders.refund(order.id, order.lines[0]?.number, 1);
    const refunded = await shop.pushOrder(order.id, { topic: 'refunds/create' });
    expect(refunded.body).toContain(`"order_id":${order.number}`);
  });

  it('signs like the vector that the official client accepted', () => {
    const body = '{"id":820982911946154508,"name":"#9999","note":"顺丰发货","total_price":"398.00"}';
    expect(webhookHmac(Buffer.from(body, 'utf8'), 'hush')).toBe('0nTtZDpYaoa6S0CdqWpwOjfKqw6OOWLH1qg3HrftHCE=');
  });

  it('delivers the raw bytes with all headers, signed over exactly these bytes', async () => {
    const delivery = await shop.pushOrder(order.name, { topic: 'orders/create' });
    expect(delivery.state).toBe('delivered');
    expect(only().headers).toMatchObject({
      'content-type': 'application/json',
      'x-shopify-topic': 'orders/create',
      'x-shopify-shop-domain': 'packbench-demo.myshopify.com',
      'x-shopify-api-version': '2026-10',
      'x-shopify-webhook-id': delivery.webhookId,
      'x-shopify-event-id': delivery.eventId,
      'x-shopify-triggered-at': '2026-11-01T02:00:00Z',
    });
    expect(isSigned(only(), shop.clientSecret)).toBe(true);
    expect(only().body.toString('utf8')).toBe(delivery.body);
    expect(JSON.parse(delivery.body)).toMatchObject({
      admin_graphql_api_id: order.id,
      name: order.name,
      financial_status: 'paid',
      fulfillment_status: null,
    });
    expect(shop.books.pushes()).toMatchObject([
      { id: delivery.webhookId, externalNumber: order.id, acknowledgedAtMs: START },
    ]);
  });

  it('delivers twice under one webhook id', async () => {
    await shop.pushOrder(order.id, { times: 2 });
    expect(new Set(receiver.received.map((each) => each.headers['x-shopify-webhook-id'])).size).toBe(1);
    expect(receiver.received).toHaveLength(2);
  });

  it('delivers a late push with its old payload behind a newer one', async () => {
    const late = await shop.pushOrder(order.id, { lateMs: 60_000 });
    expect(late.state).toBe('waiting');
    shop.orders.changeNote(order.id, 'changed since');
    await shop.pushOrder(order.id);
    clock.advance(60_000);
    await shop.runDueWebhooks();
    const notes = receiver.received.map((each) => /"note":"changed since"/.test(each.body.toString()));
    expect(notes).toEqual([true, false]);
    expect(receiver.received[1]?.headers['x-shopify-triggered-at']).toBe('2026-11-01T02:00:00Z');
  });

  it('breaks the signature by one flipped byte, and retries with the sound body', async () => {
    receiver.answerWith(401);
    await shop.pushOrder(order.id, { flipByte: true });
    expect(isSigned(only(), shop.clientSecret)).toBe(false);
    receiver.answerWith(200);
    clock.advance(60_000);
    await shop.runDueWebhooks();
    expect(isSigned(receiver.received[1] ?? only(), shop.clientSecret)).toBe(true);
  });

  it('may sign with the previous secret after a rotation', async () => {
    const old = shop.clientSecret;
    shop.rotateClientSecret('brand-new');
    expect(shop.clientSecret).toBe('brand-new');
    await shop.pushOrder(order.id, { signedWith: 'previous' });
    await shop.pushOrder(order.id);
    expect(receiver.received.map((each) => [isSigned(each, old), isSigned(each, 'brand-new')])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('retries eight times within four hours, then deletes the subscription', async () => {
    receiver.answerWith(500);
    const delivery = await shop.pushOrder(order.id);
    const times = [START];
    while (delivery.state === 'waiting') {
      clock.set(delivery.dueAtMs);
      times.push(clock.nowMs());
      await shop.runDueWebhooks();
    }
    expect(times).toHaveLength(9);
    expect(Math.round((times[8] ?? 0) - START)).toBeCloseTo(4 * 3_600_000, -2);
    const waits = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
    expect(waits.every((wait, index) => index === 0 || Math.abs(wait / (waits[index - 1] ?? 1) - 2) < 0.01)).toBe(true);
    expect(delivery.state).toBe('given-up');
    expect(shop.webhookSubscribed()).toBe(false);
    await expect(shop.pushOrder(order.id)).rejects.toThrow('no webhook subscription');
    shop.setWebhookTarget(receiver.url);
    receiver.answerWith(200);
    expect((await shop.pushOrder(order.id)).state).toBe('delivered');
  });

  it('sends nothing more to a subscription that was deleted, until the app makes it anew', async () => {
    receiver.answerWith(500);
    const first = await shop.pushOrder(order.id);
    while (first.attempts.length < 8) {
      clock.set(first.dueAtMs);
      await shop.runDueWebhooks();
    }
    const later = await shop.pushOrder(order.id);
    expect(shop.subscriptions.targetsOf('orders/updated')).toEqual([receiver.url]);
    clock.set(first.dueAtMs);
    await shop.runDueWebhooks();
    expect([first.state, later.state]).toEqual(['given-up', 'given-up']);
    expect(shop.subscriptions.targetsOf('orders/updated')).toEqual([]);
    const tried = receiver.received.length;
    clock.advance(24 * 3_600_000);
    await shop.runDueWebhooks();
    expect(receiver.received).toHaveLength(tried);
    receiver.answerWith(200);
    shop.subscriptions.create('ORDERS_UPDATED', receiver.url);
    expect((await shop.pushOrder(order.id, { url: receiver.url })).state).toBe('delivered');
  });

  it('goes where an app subscribed through the API, without any other target', async () => {
    const fresh = await startShopifySimulator({ clock });
    onTestFinished(() => fresh.close());
    fresh.subscriptions.create('ORDERS_UPDATED', receiver.url);
    fresh.orders.addOne({ situation: 'paid' });
    await fresh.runDueWebhooks();
    expect(receiver.received.map(({ headers }) => headers['x-shopify-topic'])).toEqual(['orders/updated']);
  });

  it('counts silence and a closed port as failures', async () => {
    receiver.answerWith('silent');
    const hasty = await startShopifySimulator({
      clock,
      autoPush: false,
      webhookUrl: receiver.url,
      webhookTotalMs: 80,
    });
    onTestFinished(() => hasty.close());
    const unheard = await hasty.pushOrder(hasty.orders.addOne({ situation: 'paid' }).id);
    expect(unheard.attempts).toMatchObject([{ outcome: { kind: 'failed', detail: 'no answer within 80 ms' } }]);
    shop.setWebhookTarget('http://127.0.0.1:9/webhooks');
    const closed = await shop.pushOrder(order.id);
    expect(closed.attempts).toMatchObject([{ outcome: { kind: 'failed' } }]);
  });

  it('never delivers to another machine', () => {
    expect(() => shop.setWebhookTarget('https://example.com/hook')).toThrow('this machine only');
    expect(() => shop.setWebhookTarget('http://192.0.2.1/hook')).toThrow('this machine only');
  });

  it('pushes every change by itself when told to, one event id over its topics', async () => {
    const busy = await startShopifySimulator({ clock, webhookUrl: receiver.url });
    const fresh = busy.orders.addOne({ situation: 'paid' });
    busy.orders.cancel(fresh.id);
    await waitUntil('four deliveries', () => receiver.received.length === 4);
    const seen = receiver.received.map(
      ({ headers }) => [headers['x-shopify-topic'], headers['x-shopify-event-id']] as const,
    );
    expect(seen.map(([topic]) => topic)).toEqual([
      'orders/create',
      'orders/paid',
      'orders/cancelled',
      'orders/updated',
    ]);
    expect(new Set(seen.map(([, event]) => event)).size).toBe(2);
    await busy.close();
  });
});
