import { openJsonSocket } from '#main/lib/json-socket.ts';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';
import { taobaoConnector } from '#main/plugins/channels/taobao/taobao-connector.ts';
import { startTaobaoSimulator } from '#main/simulators/taobao/taobao-simulator.ts';
import { PATIENCE_MS } from '#tests/contract/connectors/channel-bed.ts';
import type { ChannelBed } from '#tests/contract/connectors/channel-bed.ts';

const clock = { nowMs: () => Date.now() };

export async function startTaobaoBed(): Promise<ChannelBed> {
  const shop = await startTaobaoSimulator();
  const http = createNodeHttpClient({ clock });
  const config = taobaoConnector.configSchema.parse({
    gatewayUrl: shop.gatewayUrl,
    messageUrl: shop.messageUrl,
    pageSize: 20,
    requestTimeoutMs: PATIENCE_MS,
  });
  const expiredSession = shop.session;
  shop.renewSession();
  const good = { appKey: shop.appKey, appSecret: shop.appSecret, sessionKey: shop.session };
  const context = (credentials: object = good): ChannelContext => ({
    config,
    credentials: taobaoConnector.credentialsSchema.parse({ ...good, ...credentials }),
    currency: 'CNY',
    http,
    openSocket: openJsonSocket,
    clock,
    signal: new AbortController().signal,
  });
  return {
    books: shop.books,
    faults: shop.faults,
    operations: { list: 'taobao.trades.sold.increment.get', ship: 'taobao.logistics.online.send', push: 'tmc' },
    context: () => context(),
    refusedContexts: () => ({
      'a wrong app key': context({ appKey: '1' }),
      'a wrong secret': context({ appSecret: 'wrong' }),
      'an expired session': context({ sessionKey: expiredSession }),
    }),
    addPaidOrders: (count, spreadMs = 0) =>
      shop.orders.add(count, { situation: 'paid', spreadMs }).map((trade) => trade.tid),
    addHeldOrder: () => shop.orders.addOne({ situation: 'forbid-consign' }).tid,
    touch: (tid) => void shop.orders.touch(tid),
    unknownNumber: '1000000000000000001',
    upkeep: {
      openRefund(tid) {
        const [order] = shop.orders.requestRefund(tid).orders;
        return order?.refundId ?? '';
      },
      stockOf: (skuCode) => shop.stockOf(skuCode),
      endingCredentials: () => ({
        ...good,
        sessionKey: shop.session,
        refreshToken: shop.refreshToken,
        term: { accessUntilMs: clock.nowMs() + 60_000, refreshUntilMs: null },
      }),
      authorise: () => shop.authorise(),
    },
    async close() {
      http.close();
      await shop.close();
    },
  };
}
