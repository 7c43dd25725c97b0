import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '#main/simulators/kit/simulator-clock.ts';
import type { ManualClock } from '#main/simulators/kit/simulator-clock.ts';
import { startWoocommerceSimulator } from '#main/simulators/woocommerce/woocommerce-simulator.ts';
import type {
  WoocommerceSimulator,
  WoocommerceSimulatorOptions,
} from '#main/simulators/woocommerce/woocommerce-simulator.ts';
import { startWebhookReceiver } from './support/webhook-receiver.ts';
import type { WebhookReceiver } from './support/webhook-receiver.ts';
import { z } from 'zod';

const START = Date.UTC(2026, 10, 1, 2, 0, 0);
const HOUR = 3_600_000;
const Rows = z.array(z.looseObject({ id: z.number() }));

let clock: ManualClock;
let shop: WoocommerceSimulator;
let receiver: WebhookReceiver;

async function open(options: WoocommerceSimulatorOptions = {}): Promise<void> {
  clock = createManualClock(START);
  shop = await startWoocommerceSimulator({ clock, overTls: true, ...options });
  receiver = await startWebhookReceiver();
}

beforeEach(() => open());
afterEach(async () => {
  await receiver.close();
  await shop.close();
});

async function get(path: string, keys = `${shop.consumerKey}:${shop.consumerSecret}`) {
  const headers = { authorization: `Basic ${Buffer.from(keys).toString('base64')}` };
  const answer = await fetch(`${shop.url}/wp-json${path}`, { headers });
  const body: unknown = JSON.parse(await answer.text());
  return { status: answer.status, headers: answer.headers, body, ids: Rows.safeParse(body).data?.map((row) => row.id) };
}

describe('the list of orders', () => {
  it('has totals and links, ten rows when nothing else is asked for, and no page above a hundred', async () => {
    shop.orders.add(25, { situation: 'paid' });
    const first = await get('/wc/v3/orders?orderby=id&order=asc');
    expect([first.ids?.length, first.headers.get('x-wp-total'), first.headers.get('x-wp-totalpages')]).toEqual([
      10,
      '25',
      '3',
    ]);
    expect(first.headers.get('link')).toMatch(/page=2>; rel="next"$/);
    expect((await get('/wc/v3/orders?page=3')).headers.get('link')).toMatch(/page=2>; rel="prev"$/);
    expect(await get('/wc/v3/orders?per_page=101')).toMatchObject({
      status: 400,
      body: { code: 'rest_invalid_param' },
    });
  });

  it("takes times for the site's own unless it is told that they are UTC", async () => {
    shop.orders.addOne({ situation: 'paid' });
    const after = 'modified_after=2026-11-01T01:59:00';
    expect((await get(`/wc/v3/orders?${after}&dates_are_gmt=true`)).ids).toHaveLength(1);
    expect((await get(`/wc/v3/orders?${after.replace('T01', 'T09')}`)).ids).toHaveLength(1);
    expect((await get(`/wc/v3/orders?${after.replace('T01', 'T10')}`)).ids).toHaveLength(0);
  });

  it('loses rows for who pages forward through a closed window while orders change', async () => {
    shop.orders.add(30, { situation: 'paid', atMs: START - HOUR, spreadMs: HOUR });
    shop.faults.switchOn({ kind: 'drift', rows: 3 });
    const before = `modified_before=2026-11-01T02:00:00&dates_are_gmt=true&orderby=id&order=asc`;
    const seen = new Set<number>();
    for (const page of [1, 2, 3])
      for (const id of (await get(`/wc/v3/orders?${before}&page=${page}`)).ids ?? []) seen.add(id);
    expect(seen.size).toBe(27);
  });

  it('leaves out the trash until it is asked for', async () => {
    const [first] = shop.orders.add(2, { situation: 'paid' });
    shop.orders.trash(first?.id ?? '');
    expect((await get('/wc/v3/orders')).ids).toHaveLength(1);
    expect((await get('/wc/v3/orders?status=trash')).ids).toEqual([Number(first?.id)]);
  });
});

describe('keys', () => {
  it('are asked for, and compared', async () => {
    expect((await fetch(`${shop.url}/wp-json/wc/v3/orders`)).status).toBe(401);
    expect(await get('/wc/v3/orders', `${shop.consumerKey}:cs_wrong`)).toMatchObject({
      status: 401,
      body: { code: 'woocommerce_rest_authentication_error', message: 'Consumer secret is invalid.' },
    });
  });

  it('sign each request anew over plain http', async () => {
    await shop.close();
    await receiver.close();
    await open({ overTls: false });
    const unsigned = await fetch(`${shop.url}/wp-json/wc/v3/orders?oauth_consumer_key=${shop.consumerKey}`);
    expect(await unsigned.json()).toMatchObject({ message: expect.stringContaining('Missing OAuth parameters') });
  });
});

describe('webhooks', () => {
  it('ping once when they are saved, and then tell each change, signed', async () => {
    expect(await shop.setWebhookTarget(receiver.url)).toEqual({ kind: 'answered', status: 200 });
    const { id } = shop.orders.addOne({ situation: 'paid' });
    await shop.runDueWebhooks();
    expect(receiver.received.map((each) => each.headers['x-wc-webhook-topic'] ?? each.body.toString())).toEqual([
      'webhook_id=142',
      'order.created',
    ]);
    shop.orders.trash(id);
    await shop.runDueWebhooks();
    expect(receiver.received.at(-1)?.body.toString()).toBe(`{"id":${id}}`);
  });

  it('bear one delivery id for all that changes within a second', async () => {
    await shop.setWebhookTarget(receiver.url);
    shop.orders.add(2, { situation: 'paid' });
    clock.advance(1_000);
    shop.orders.addOne({ situation: 'paid' });
    await shop.runDueWebhooks();
    const ids = receiver.received.slice(1).map((each) => each.headers['x-wc-webhook-delivery-id']);
    expect([ids[0] === ids[1], ids[1] === ids[2]]).toEqual([true, false]);
  });

  it('are switched off after five failures in a row, none of them repeated, until somebody saves them again', async () => {
    await shop.setWebhookTarget(receiver.url);
    receiver.answerWith(500);
    const fail = async (count: number) => {
      shop.orders.add(count, { situation: 'paid' });
      await shop.runDueWebhooks();
    };
    await fail(4);
    receiver.answerWith(302);
    await fail(1);
    receiver.answerWith(500);
    await fail(4);
    expect([shop.webhookActive(), receiver.received.length]).toEqual([true, 10]);
    await fail(1);
    expect(shop.webhookActive()).toBe(false);
    shop.orders.add(3, { situation: 'paid' });
    clock.advance(24 * HOUR);
    await shop.runDueWebhooks();
    expect(receiver.received).toHaveLength(11);
    receiver.answerWith(200);
    await shop.setWebhookTarget(receiver.url);
    await fail(1);
    expect([shop.webhookActive(), receiver.received.length]).toEqual([true, 13]);
  });

  it('go where an app subscribed through the API, and one that fails five times alone is switched off', async () => {
    const good = shop.subscriptions.add({ topic: 'order.created', deliveryUrl: receiver.url });
    const bad = shop.subscriptions.add({ topic: 'order.created', deliveryUrl: `${receiver.url}gone` });
    await shop.runDueWebhooks();
    shop.orders.add(1, { situation: 'paid' });
    await shop.runDueWebhooks();
    expect(receiver.received).toHaveLength(2);
    receiver.answerWith(500);
    shop.orders.add(5, { situation: 'paid' });
    await shop.runDueWebhooks();
    expect([good.status, bad.status]).toEqual(['disabled', 'disabled']);
    receiver.answerWith(200);
    good.status = 'active';
    shop.orders.add(1, { situation: 'paid' });
    await shop.runDueWebhooks();
    expect(receiver.received).toHaveLength(13);
  });

  it('go to this machine alone', async () => {
    await expect(shop.setWebhookTarget('http://example.com/')).rejects.toThrow(RangeError);
    shop.subscriptions.add({ topic: 'order.created', deliveryUrl: 'http://example.com/' });
    shop.orders.add(1, { situation: 'paid' });
    expect(shop.webhookDeliveries()).toEqual([]);
  });
});
