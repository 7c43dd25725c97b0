import { openJsonSocket } from '#main/lib/json-socket.ts';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';
import type { PushRequest } from '#main/plugins/channels/channel-pushes.ts';
import { shopifyConnector } from '#main/plugins/channels/shopify/shopify-connector.ts';
import { startShopifySimulator } from '#main/simulators/shopify/shopify-simulator.ts';
import type { ShopifySimulator } from '#main/simulators/shopify/shopify-simulator.ts';
import { PATIENCE_MS } from '#tests/contract/connectors/channel-bed.ts';
import type { ChannelBed } from '#tests/contract/connectors/channel-bed.ts';
import { startWebhookReceiver } from '#tests/integration/simulators/support/webhook-receiver.ts';

const clock = { nowMs: () => Date.now() };

/** The owner opens the page, which stands at the simulator here, and agrees. @returns where the browser is sent */
export async function agreeAtShopify(shop: Pick<ShopifySimulator, 'url'>, page: string): Promise<string> {
  const { pathname, search } = new URL(page);
  const agreed = await fetch(`${shop.url}${pathname}${search}`, { redirect: 'manual' });
  const sentTo = agreed.headers.get('location');
  if (sentTo === null) throw new Error(`the page answers ${agreed.status}: ${await agreed.text()}`);
  return sentTo;
}

export async function startShopifyBed(): Promise<ChannelBed> {
  // A large bucket: waiting for points is tested on its own.
  const shop = await startShopifySimulator({ bucketSize: 100_000, restorePerSecond: 10_000, autoPush: false });
  const receiver = await startWebhookReceiver();
  shop.setWebhookTarget(receiver.url);
  const http = createNodeHttpClient({ clock });
  const config = shopifyConnector.configSchema.parse({
    shopDomain: shop.shopDomain,
    apiBaseUrl: shop.url,
    requestTimeoutMs: PATIENCE_MS,
  });
  const firstSecret = shop.clientSecret;
  shop.rotateClientSecret('rotated-secret');
  const good = {
    accessToken: shop.accessToken,
    clientId: shop.clientId,
    clientSecret: 'rotated-secret',
    previousClientSecret: firstSecret,
  };
  const context = (credentials: object = good): ChannelContext => ({
    config,
    credentials: shopifyConnector.credentialsSchema.parse({ ...good, ...credentials }),
    currency: 'USD',
    http,
    openSocket: openJsonSocket,
    clock,
    signal: new AbortController().signal,
  });
  const push = async (
    number: string,
    options: { flipByte?: boolean; signedWith?: 'current' | 'previous' },
  ): Promise<PushRequest> => {
    const seen = receiver.received.length;
    await shop.pushOrder(number, options);
    const delivery = receiver.received[seen];
    if (!delivery) throw new Error('no delivery arrived');
    return { method: 'POST', query: {}, ...delivery };
  };
  return {
    books: shop.books,
    faults: shop.faults,
    operations: { list: 'orders', ship: 'fulfillmentCreate' },
    context: () => context(),
    refusedContexts: () => ({ 'a wrong token': context({ accessToken: 'shpat_wrong' }) }),
    addPaidOrders: (count, spreadMs = 0) =>
      shop.orders.add(count, { situation: 'paid', spreadMs }).map((order) => order.id),
    addHeldOrder: () => {
      const order = shop.orders.addOne({ situation: 'paid' });
      shop.orders.hold(order.id);
      return order.id;
    },
    touch: (id) => void shop.orders.touch(id),
    unknownNumber: 'gid://shopify/Order/1',
    async pushes(number) {
      return {
        good: await push(number, {}),
        flipped: await push(number, { flipByte: true }),
        previousSecret: await push(number, { signedWith: 'previous' }),
      };
    },
    upkeep: {
      authorise: (page) => agreeAtShopify(shop, page),
      endingCredentials() {
        shop.access.redeem(shop.access.issueCode(config.scopes), true);
        const { accessToken = '', expiring } = shop.access.current() ?? {};
        const refreshToken = expiring?.renewal?.refreshToken;
        return { ...good, accessToken, refreshToken, accessUntilMs: clock.nowMs() + 60_000 };
      },
      openRefund: (id) => `gid://shopify/Refund/${shop.orders.refund(id).refunds.at(-1)?.number ?? ''}`,
      stockOf: (skuCode) => shop.variant(skuCode)?.available,
    },
    async close() {
      http.close();
      await receiver.close();
      await shop.close();
    },
  };
}
