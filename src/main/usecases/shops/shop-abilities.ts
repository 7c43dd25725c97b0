import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import type { ShopView } from '#shared/contract/shops.ts';
import type { z } from 'zod';

type Abilities = Pick<ChannelConnector, 'capabilities' | 'listenPushes' | 'pushStock' | 'abilitiesOf'>;

/** Whether a shop with these settings has an address for deliveries of its platform. */
export function takesWebhooks(connector: Abilities, config: unknown): boolean {
  return connector.capabilities.pushWebhook && (connector.abilitiesOf?.(config).pushWebhook ?? true);
}

/** Whether a shop with these settings can be told what may be sold. */
export function takesStock(connector: Abilities, config: unknown): boolean {
  return connector.pushStock !== undefined && (connector.abilitiesOf?.(config).pushStock ?? true);
}

/** How changes of a shop come in beside polls. */
export function pushKindOf(connector: Abilities, config: unknown): z.infer<typeof ShopView>['push'] {
  if (connector.capabilities.pushQueue) return 'queue';
  if (connector.listenPushes) return 'connection';
  return takesWebhooks(connector, config) ? 'webhook' : 'none';
}
