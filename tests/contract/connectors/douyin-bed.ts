import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';
import type { PushRequest } from '#main/plugins/channels/channel-pushes.ts';
import { douyinConnector } from '#main/plugins/channels/douyin/douyin-connector.ts';
import { startDouyinSimulator } from '#main/simulators/douyin/douyin-simulator.ts';
import { PATIENCE_MS } from '#tests/contract/connectors/channel-bed.ts';
import type { ChannelBed } from '#tests/contract/connectors/channel-bed.ts';

const clock = { nowMs: () => Date.now() };

export async function startDouyinBed(): Promise<ChannelBed> {
  const shop = await startDouyinSimulator();
  const http = createNodeHttpClient({ clock });
  const config = douyinConnector.configSchema.parse({
    serviceId: '700000000000001',
    gatewayUrl: shop.url,
    pageSize: 20,
    requestTimeoutMs: PATIENCE_MS,
  });
  const expired = shop.tokens.current().accessToken;
  shop.tokens.expire();
  const { accessToken, refreshToken } = shop.tokens.issue();
  const previousAppSecret = shop.appSecret;
  shop.rotateSecret('rotated-secret');
  const good = { appKey: shop.appKey, appSecret: 'rotated-secret', previousAppSecret, accessToken, refreshToken };
  const context = (credentials: object = good): ChannelContext => ({
    config,
    credentials: douyinConnector.credentialsSchema.parse({ ...good, ...credentials }),
    currency: 'CNY',
    http,
    openSocket: openJsonSocket,
    clock,
    signal: new AbortController().signal,
  });
  const received = (orderId: string, options: Parameters<typeof shop.composePush>[1]): PushRequest => ({
    method: 'POST',
    ...shop.composePush([orderId], options),
  });
  return {
    books: shop.books,
    faults: shop.faults,
    operations: { list: 'order.searchList', ship: 'order.logisticsAdd' },
    context: () => context(),
    refusedContexts: () => ({
      'a wrong secret': context({ appSecret: 'wrong' }),
      'an expired token': context({ accessToken: expired }),
    }),
    addPaidOrders: (count, spreadMs = 0) =>
      shop.orders.add(count, { situation: 'paid', spreadMs }).map((order) => order.id),
    addHeldOrder: () => shop.orders.addOne({ situation: 'forbid-consign' }).id,
    touch: (id) => void shop.orders.touch(id),
    unknownNumber: '4000000000000000001',
    async pushes(id) {
      return {
        good: received(id, {}),
        flipped: received(id, { flipByte: true }),
        previousSecret: received(id, { signedWith: 'previous' }),
      };
    },
    upkeep: {
      openRefund(id) {
        shop.orders.requestRefund(id);
        return shop.casesOf(id)[0] ?? '';
      },
      authorise: () => shop.tokens.codes.issue(),
      stockOf: (skuCode) => shop.stockOf(skuCode),
      endingCredentials() {
        const token = shop.tokens.current();
        token.accessUntilMs = clock.nowMs() + 60_000;
        return {
          ...good,
          accessToken: token.accessToken,
          refreshToken: token.refreshToken,
          term: { accessUntilMs: token.accessUntilMs, refreshUntilMs: null },
        };
      },
    },
    async close() {
      http.close();
      await shop.close();
    },
  };
}
