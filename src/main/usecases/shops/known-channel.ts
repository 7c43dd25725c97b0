import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import type { ShopServices } from '#main/usecases/shops/manage-shops.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** @throws AppError ERR_CHANNEL_UNKNOWN */
export function knownChannel(shops: Pick<ShopServices, 'findChannel'>, channelId: string): ChannelConnector {
  const channel = shops.findChannel(channelId);
  if (!channel) throw new AppError('ERR_CHANNEL_UNKNOWN', { channel: channelId });
  return channel;
}
