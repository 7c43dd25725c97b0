import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';
import type { PushRequest } from '#main/plugins/channels/channel-pushes.ts';
import { wechatShopConnector } from '#main/plugins/channels/wechat-shop/wechat-shop-connector.ts';
import { storeProductIdOf, storeSkuIdOf } from '#main/simulators/wechat-shop/store-cases.ts';
import { startWechatShopSimulator } from '#main/simulators/wechat-shop/wechat-shop-simulator.ts';
import { PATIENCE_MS, demoGood } from '#tests/contract/connectors/channel-bed.ts';
import type { ChannelBed } from '#tests/contract/connectors/channel-bed.ts';

const clock = { nowMs: () => Date.now() };

export async function startWechatShopBed(): Promise<ChannelBed> {
  const shop = await startWechatShopSimulator();
  const http = createNodeHttpClient({ clock });
  const config = wechatShopConnector.configSchema.parse({
    gatewayUrl: shop.url,
    pageSize: 20,
    requestTimeoutMs: PATIENCE_MS,
  });
  const { token: previousPushToken, encodingAesKey: previousEncodingAesKey } = shop.pushKeys;
  shop.changePushKeys({ token: 'changed-token', encodingAesKey: 'c'.repeat(43) });
  const good = {
    appId: shop.appId,
    appSecret: shop.appSecret,
    pushToken: 'changed-token',
    encodingAesKey: 'c'.repeat(43),
    previousPushToken,
    previousEncodingAesKey,
  };
  const context = (credentials: object = good): ChannelContext => ({
    config,
    credentials: wechatShopConnector.credentialsSchema.parse({ ...good, ...credentials }),
    currency: 'CNY',
    http,
    openSocket: openJsonSocket,
    clock,
    signal: new AbortController().signal,
  });
  const received = (orderId: string, options: Parameters<typeof shop.composePush>[1]): PushRequest => ({
    method: 'POST',
    ...shop.composePush(orderId, options),
  });
  return {
    books: shop.books,
    faults: shop.faults,
    operations: { list: '/channels/ec/order/list/get', ship: '/channels/ec/order/delivery/send' },
    context: () => context(),
    refusedContexts: () => ({
      'a wrong secret': context({ appSecret: 'wrong' }),
      'a wrong secret beside a token that is over': context({
        appSecret: 'wrong',
        access: { token: 'token-of-yesterday', untilMs: Date.now() + 60_000 },
      }),
    }),
    addPaidOrders: (count, spreadMs = 0) =>
      shop.addOrders(count, { situation: 'paid', spreadMs }).map((order) => order.id),
    addHeldOrder: () => shop.addOrders(1, { situation: 'forbid-consign' })[0]?.id ?? '',
    touch: (id) => void shop.change(id),
    unknownNumber: '3000000000000000001',
    async pushes(id) {
      return {
        good: received(id, {}),
        flipped: received(id, { flipByte: true }),
        previousSecret: received(id, { signedWith: 'previous' }),
      };
    },
    upkeep: {
      openRefund: (id) => shop.openCase(id),
      stockOf: (skuCode) => shop.stockOf(`${storeProductIdOf(demoGood(skuCode))}:${storeSkuIdOf(demoGood(skuCode))}`),
      // Id and secret renew it for as long as they stand.
      endingCredentials() {
        shop.expireAccess();
        return { ...good, access: { token: 'over', untilMs: clock.nowMs() } };
      },
    },
    async close() {
      http.close();
      await shop.close();
    },
  };
}
