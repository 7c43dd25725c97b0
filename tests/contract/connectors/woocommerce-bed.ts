import { openJsonSocket } from '#main/lib/json-socket.ts';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';
import type { PushRequest } from '#main/plugins/channels/channel-pushes.ts';
import { woocommerceConnector } from '#main/plugins/channels/woocommerce/woocommerce-connector.ts';
import type { PushOptions } from '#main/simulators/woocommerce/webhook-queue.ts';
import { startWoocommerceSimulator } from '#main/simulators/woocommerce/woocommerce-simulator.ts';
import { PATIENCE_MS } from '#tests/contract/connectors/channel-bed.ts';
import type { ChannelBed } from '#tests/contract/connectors/channel-bed.ts';
import { startWebhookReceiver } from '#tests/integration/simulators/support/webhook-receiver.ts';

const clock = { nowMs: () => Date.now() };

export async function startWoocommerceBed(): Promise<ChannelBed> {
  const shop = await startWoocommerceSimulator({ autoPush: false, taxPercent: 7 });
  const receiver = await startWebhookReceiver();
  await shop.setWebhookTarget(receiver.url);
  const http = createNodeHttpClient({ clock });
  const config = woocommerceConnector.configSchema.parse({
    siteUrl: shop.url,
    ordersPerPage: 20,
    requestTimeoutMs: PATIENCE_MS,
  });
  const firstSecret = shop.webhookSecret;
  shop.changeWebhookSecret('changed "secret"');
  const good = {
    consumerKey: shop.consumerKey,
    consumerSecret: shop.consumerSecret,
    webhookSecret: shop.webhookSecret,
    previousWebhookSecret: firstSecret,
  };
  const context = (credentials: object = good): ChannelContext => ({
    config,
    credentials: woocommerceConnector.credentialsSchema.parse({ ...good, ...credentials }),
    currency: 'USD',
    http,
    openSocket: openJsonSocket,
    clock,
    signal: new AbortController().signal,
  });
  const push = async (number: string, options: PushOptions): Promise<PushRequest> => {
    const seen = receiver.received.length;
    await shop.pushOrder(number, options);
    const delivery = receiver.received[seen];
    if (!delivery) throw new Error('no delivery arrived');
    return { method: 'POST', query: {}, ...delivery };
  };
  return {
    books: shop.books,
    faults: shop.faults,
    operations: { list: 'orders.list', ship: 'orders.update' },
    context: () => context(),
    refusedContexts: () => ({
      'a wrong secret': context({ consumerSecret: 'cs_wrong' }),
      'a wrong key': context({ consumerKey: 'ck_wrong' }),
    }),
    addPaidOrders: (count, spreadMs = 0) =>
      shop.orders.add(count, { situation: 'paid', spreadMs }).map((order) => order.id),
    addHeldOrder: () => shop.orders.addOne({ situation: 'forbid-consign' }).id,
    touch: (id) => void shop.orders.touch(id),
    tellsNoProgress: true,
    unknownNumber: '1000000000000000001',
    async pushes(number) {
      return {
        good: await push(number, {}),
        flipped: await push(number, { flipByte: true }),
        previousSecret: await push(number, { signedWith: 'previous' }),
      };
    },
    upkeep: {
      openRefund: (id) => shop.orders.refund(id).refunds.at(-1)?.id ?? '',
      stockOf: (skuCode) => shop.product(skuCode)?.stockQuantity ?? undefined,
    },
    async close() {
      http.close();
      await receiver.close();
      await shop.close();
    },
  };
}
