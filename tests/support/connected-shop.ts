import type { ChannelConnector, ChannelContext } from '#main/plugins/channels/channel-connector.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';

/** The shop of the use-case bed with a connector of the test; nobody is asked unless the test gives a way to ask. */
export function connectedShop(
  connector: ChannelConnector,
  channel: Pick<ChannelContext, 'clock'> & Partial<ChannelContext>,
  change: Partial<ConnectedShop> = {},
): ConnectedShop {
  return {
    id: 's1',
    name: 'Shop',
    channelId: 'json',
    currency: 'CNY',
    warehouseId: 'w1',
    enabled: true,
    statusMap: connector.statusMap,
    connector,
    channelContext: (signal) => ({
      config: {},
      credentials: {},
      currency: 'CNY',
      http: { send: () => Promise.reject(new Error('nobody is asked')) },
      openSocket: () => Promise.reject(new Error('nobody is asked')),
      signal: signal ?? new AbortController().signal,
      ...channel,
    }),
    ...change,
  };
}
