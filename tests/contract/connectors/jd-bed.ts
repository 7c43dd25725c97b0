import { openJsonSocket } from '#main/lib/json-socket.ts';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';
import { jdConnector } from '#main/plugins/channels/jd/jd-connector.ts';
import { skuIdOf } from '#main/simulators/jd/jd-services.ts';
import { startJdSimulator } from '#main/simulators/jd/jd-simulator.ts';
import { PATIENCE_MS, demoGood } from '#tests/contract/connectors/channel-bed.ts';
import type { ChannelBed } from '#tests/contract/connectors/channel-bed.ts';

const clock = { nowMs: () => Date.now() };

export async function startJdBed(): Promise<ChannelBed> {
  const shop = await startJdSimulator();
  const http = createNodeHttpClient({ clock });
  const config = jdConnector.configSchema.parse({
    gatewayUrl: shop.gatewayUrl,
    tokenUrl: shop.tokenUrl,
    pageSize: 20,
    requestTimeoutMs: PATIENCE_MS,
  });
  const expiredToken = shop.access.accessToken;
  shop.access.renew();
  const good = { appKey: shop.appKey, appSecret: shop.appSecret, accessToken: shop.access.accessToken };
  const context = (credentials: object = good): ChannelContext => ({
    config,
    credentials: jdConnector.credentialsSchema.parse({ ...good, ...credentials }),
    currency: 'CNY',
    http,
    openSocket: openJsonSocket,
    clock,
    signal: new AbortController().signal,
  });
  return {
    books: shop.books,
    faults: shop.faults,
    operations: { list: 'jingdong.pop.order.enSearch', ship: 'jingdong.pop.order.shipment' },
    context: () => context(),
    refusedContexts: () => ({
      'a wrong secret': context({ appSecret: 'wrong' }),
      'an expired token': context({ accessToken: expiredToken }),
    }),
    addPaidOrders: (count, spreadMs = 0) =>
      shop.orders.add(count, { situation: 'paid', spreadMs }).map((order) => {
        order.isSealed = true;
        return order.orderId;
      }),
    addHeldOrder: () => shop.orders.addOne({ situation: 'forbid-consign' }).orderId,
    touch: (orderId) => void shop.orders.touch(orderId),
    unknownNumber: '100000000001',
    upkeep: {
      openRefund: (orderId) => shop.openService(orderId),
      authorise: () => shop.access.codes.issue(),
      stockOf: (skuCode) => shop.stock.get(skuIdOf(demoGood(skuCode))),
      endingCredentials: () => ({
        ...good,
        accessToken: shop.access.accessToken,
        refreshToken: shop.access.refreshToken,
        accessUntilMs: clock.nowMs() + 60_000,
      }),
    },
    async close() {
      http.close();
      await shop.close();
    },
  };
}
