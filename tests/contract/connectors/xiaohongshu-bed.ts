import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';
import { xiaohongshuConnector } from '#main/plugins/channels/xiaohongshu/xiaohongshu-connector.ts';
import { redSkuIdOf } from '#main/simulators/xiaohongshu/red-cases.ts';
import { startXiaohongshuSimulator } from '#main/simulators/xiaohongshu/xiaohongshu-simulator.ts';
import { PATIENCE_MS, demoGood } from '#tests/contract/connectors/channel-bed.ts';
import type { ChannelBed } from '#tests/contract/connectors/channel-bed.ts';

const clock = { nowMs: () => Date.now() };

export async function startXiaohongshuBed(): Promise<ChannelBed> {
  const shop = await startXiaohongshuSimulator();
  const http = createNodeHttpClient({ clock });
  const config = xiaohongshuConnector.configSchema.parse({
    gatewayUrl: shop.gatewayUrl,
    pageSize: 20,
    requestTimeoutMs: PATIENCE_MS,
  });
  const good = { appId: shop.appId, appSecret: shop.appSecret, accessToken: shop.accessToken };
  const context = (credentials: object = good): ChannelContext => ({
    config,
    credentials: xiaohongshuConnector.credentialsSchema.parse({ ...good, ...credentials }),
    currency: 'CNY',
    http,
    openSocket: openJsonSocket,
    clock,
    signal: new AbortController().signal,
  });
  return {
    books: shop.books,
    faults: shop.faults,
    operations: { list: 'order.getOrderList', ship: 'order.orderDeliver' },
    context: () => context(),
    refusedContexts: () => ({
      'a wrong secret': context({ appSecret: 'wrong' }),
      'a wrong token': context({ accessToken: 'token-of-yesterday' }),
    }),
    addPaidOrders: (count, spreadMs = 0) =>
      shop.addOrders(count, { situation: 'paid', spreadMs }).map((order) => order.id),
    addHeldOrder: () => shop.addOrders(1, { situation: 'forbid-consign' })[0]?.id ?? '',
    touch: (id) => void shop.change(id),
    listsNoAmounts: true,
    unknownNumber: 'P100000000000000001',
    upkeep: {
      openRefund: (id) => shop.openCase(id),
      authorise: () => shop.authorise(),
      stockOf: (skuCode) => shop.stockOf(redSkuIdOf(demoGood(skuCode))),
      endingCredentials: () => ({
        ...good,
        accessToken: shop.accessToken,
        refreshToken: shop.refreshToken,
        term: { accessUntilMs: clock.nowMs() + 60_000, refreshUntilMs: null },
      }),
    },
    async close() {
      http.close();
      await shop.close();
    },
  };
}
