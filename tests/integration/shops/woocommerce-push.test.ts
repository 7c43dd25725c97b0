import { afterEach, beforeEach, expect, it } from 'vitest';
import { woocommerceConnector } from '#main/plugins/channels/woocommerce/woocommerce-connector.ts';
import { startWoocommerceSimulator } from '#main/simulators/woocommerce/woocommerce-simulator.ts';
import type { PushOptions } from '#main/simulators/woocommerce/webhook-queue.ts';
import type { WoocommerceSimulator } from '#main/simulators/woocommerce/woocommerce-simulator.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { receivePush } from '#main/usecases/shops/receive-push.ts';
import { startWebhookReceiver } from '#tests/integration/simulators/support/webhook-receiver.ts';
import type { WebhookReceiver } from '#tests/integration/simulators/support/webhook-receiver.ts';
import { SYSTEM_ACT, openUseCaseBed } from '#tests/support/use-case-bed.ts';

let bed: ReturnType<typeof openUseCaseBed>;
let woo: WoocommerceSimulator;
let receiver: WebhookReceiver;
let taken: number;

beforeEach(async () => {
  bed = openUseCaseBed();
  bed.addSku('MUG-BLK', 50);
  woo = await startWoocommerceSimulator({ clock: bed.clock, autoPush: false });
  receiver = await startWebhookReceiver();
  taken = 0;
  await woo.setWebhookTarget(receiver.url);
});
afterEach(async () => {
  await receiver.close();
  await woo.close();
  bed.close();
});

/** Hands over what arrived since, as the host does. */
function takeArrived(): boolean[] {
  const shop: ConnectedShop = {
    id: 's1',
    name: 'Shop',
    channelId: 'woocommerce',
    currency: 'USD',
    warehouseId: 'w1',
    enabled: true,
    statusMap: woocommerceConnector.statusMap,
    connector: woocommerceConnector,
    channelContext: () => ({
      config: woocommerceConnector.configSchema.parse({ siteUrl: woo.url }),
      credentials: { consumerKey: 'ck', consumerSecret: 'cs', webhookSecret: woo.webhookSecret },
      currency: 'USD',
      http: { send: () => Promise.reject(new Error('nobody is asked')) },
      openSocket: () => Promise.reject(new Error('nobody is asked')),
      clock: bed.clock,
      signal: new AbortController().signal,
    }),
  };
  const arrived = receiver.received.slice(taken);
  taken = receiver.received.length;
  return arrived.map(
    (delivery) => receivePush(bed.context, SYSTEM_ACT, shop, { method: 'POST', query: {}, ...delivery }).duplicate,
  );
}

async function push(id: string, options: PushOptions = {}): Promise<boolean[]> {
  await woo.pushOrder(id, options);
  return takeArrived();
}

const mug = () => woo.orders.addOne({ situation: 'paid', lines: [{ code: 'MUG-BLK', quantity: 2 }] });
const orders = () =>
  bed.context.read
    .prepare<[], { n: string; payment: string; fulfilment: string; total: number }>(
      'SELECT external_number AS n, payment, fulfilment, total_minor AS total FROM orders ORDER BY external_number',
    )
    .all();
const fetched = () =>
  bed.context.read.pluck<[], string>("SELECT payload_json FROM jobs WHERE topic = 'shop.fetch-order'").all().length;

it('takes the ping and keeps nothing of it', () => {
  expect(takeArrived()).toEqual([false]);
  expect([orders(), fetched()]).toEqual([[], 0]);
});

it('takes an order straight from its webhook, once, and what changes within the same second', async () => {
  takeArrived();
  const order = mug();
  expect(await push(order.id, { topic: 'order.created', times: 2 })).toEqual([false, true]);
  expect(orders()).toMatchObject([{ n: order.id, payment: 'paid', total: order.totalMinor }]);
  woo.orders.cancel(order.id);
  await push(order.id);
  expect(orders()).toMatchObject([{ n: order.id, fulfilment: 'cancelled' }]);
  expect(fetched()).toBe(0);
});

it('is not turned back by a delivery that was held up while a newer one came', async () => {
  takeArrived();
  const order = mug();
  await woo.pushOrder(order.id, { topic: 'order.created', lateMs: 60_000 });
  bed.clock.atMs += 10_000;
  woo.orders.cancel(order.id);
  expect(await push(order.id)).toEqual([false]);
  bed.clock.atMs += 60_000;
  await woo.runDueWebhooks();
  expect(takeArrived()).toEqual([false]);
  expect(orders()).toMatchObject([{ n: order.id, fulfilment: 'cancelled' }]);
  const states = bed.context.read.pluck<[], string>('SELECT state FROM raw_messages ORDER BY received_at_ms').all();
  expect(states).toEqual(['applied', 'stale']);
});

it('loses none of two orders that changed within one second, whose deliveries bear one id', async () => {
  takeArrived();
  const [one, other] = [mug(), mug()];
  expect([...(await push(one.id)), ...(await push(other.id))]).toEqual([false, false]);
  expect(orders().map((order) => order.n)).toEqual([one.id, other.id].toSorted());
});

it('asks for an order again when its webhook does not tell all: refunds, and what was thrown away', async () => {
  takeArrived();
  const order = mug();
  woo.orders.refund(order.id, order.lines[0]?.id ?? '', 1);
  await push(order.id);
  expect([orders(), fetched()]).toEqual([[], 1]);
  woo.orders.trash(order.id);
  await push(order.id, { topic: 'order.deleted' });
  expect(fetched()).toBe(2);
});
