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

/** Whether a shop with these settings is told over a long connection that is held from here. */
export function holdsConnection(connector: Abilities, config: unknown): boolean {
  return connector.listenPushes !== undefined && (connector.abilitiesOf?.(config).listenPushes ?? true);
}

/** How changes of a shop come in beside polls. */
export function pushKindOf(connector: Abilities, config: unknown): z.infer<typeof ShopView>['push'] {
  if (holdsConnection(connector, config)) return 'connection';
  if (connector.capabilities.pushQueue) return 'queue';
  return takesWebhooks(connector, config) ? 'webhook' : 'none';
}
