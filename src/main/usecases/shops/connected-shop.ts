import type { ChannelConnector, ChannelContext, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';

/** A shop with everything needed to talk to its channel; made by the composition root from row, secrets and registry. */
export interface ConnectedShop {
  readonly id: string;
  readonly name: string;
  readonly channelId: string;
  readonly currency: string;
  readonly warehouseId: string;
  readonly enabled: boolean;
  readonly connector: ChannelConnector;
  readonly statusMap: readonly StatusMapRow[];
  channelContext(signal?: AbortSignal): ChannelContext;
}

/** @throws AppError ERR_CHANNEL_SHOP_UNKNOWN, ERR_CHANNEL_UNKNOWN */
export type OpenShop = (shopId: string) => ConnectedShop;
