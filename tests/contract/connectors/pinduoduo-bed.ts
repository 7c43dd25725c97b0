import { openJsonSocket } from '#main/lib/json-socket.ts';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';
import { pinduoduoConnector } from '#main/plugins/channels/pinduoduo/pinduoduo-connector.ts';
import { skuIdOf } from '#main/simulators/pinduoduo/order-factory.ts';
import { startPinduoduoSimulator } from '#main/simulators/pinduoduo/pinduoduo-simulator.ts';
import { PATIENCE_MS, demoGood } from '#tests/contract/connectors/channel-bed.ts';
import type { ChannelBed } from '#tests/contract/connectors/channel-bed.ts';

const clock = { nowMs: () => Date.now() };

export async function startPinduoduoBed(): Promise<ChannelBed> {
  const shop = await startPinduoduoSimulator();
  const http = createNodeHttpClient({ clock });
  // The minutes that Pinduoduo wants a window to stay behind now are tested on their own.
  const config = pinduoduoConnector.configSchema.parse({
    gatewayUrl: shop.gatewayUrl,
    messageUrl: shop.messageUrl,
    pageSize: 20,
    settleSeconds: 0,
    requestTimeoutMs: PATIENCE_MS,
  });
  const expiredToken = shop.access.accessToken;
  shop.access.renew();
  const good = {
    clientId: shop.clientId,
    clientSecret: shop.clientSecret,
    accessToken: shop.access.accessToken,
    refreshToken: shop.access.refreshToken,
  };
  const context = (credentials: object = good): ChannelContext => ({
    config,
    credentials: pinduoduoConnector.credentialsSchema.parse({ ...good, ...credentials }),
    currency: 'CNY',
    http,
    openSocket: openJsonSocket,
    clock,
    signal: new AbortController().signal,
  });
  return {
    books: shop.books,
    faults: shop.faults,
    operations: {
      list: 'pdd.order.number.list.increment.get',
      ship: 'pdd.logistics.online.send',
      push: 'message',
    },
    context: () => context(),
    refusedContexts: () => ({
      'a wrong secret': context({ clientSecret: 'wrong' }),
      'an expired token': context({ accessToken: expiredToken }),
    }),
    addPaidOrders: (count, spreadMs = 0) =>
      shop.orders.add(count, { situation: 'paid', spreadMs }).map((order) => order.orderSn),
    addHeldOrder: () => shop.orders.addOne({ situation: 'forbid-consign' }).orderSn,
    touch: (orderSn) => void shop.orders.touch(orderSn),
    unknownNumber: '260101-000000000000000',
    upkeep: {
      openRefund: (orderSn) => shop.orders.requestRefund(orderSn).refund?.id ?? '',
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
