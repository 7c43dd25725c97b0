import type { ChannelPage } from '#main/plugins/channels/channel-connector.ts';
import { listChangedOrders } from '#main/plugins/channels/jd/order-list.ts';
import type { JdContext } from '#main/plugins/channels/jd/schemas.ts';
import { splitWindow } from '#main/plugins/channels/list-window.ts';
import type { Window } from '#main/plugins/channels/list-window.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/** Each part of the window is one page of whole orders. Parts share the second between them. */
export async function* pullJdChanges(context: JdContext, window: Window): AsyncGenerator<PluginResult<ChannelPage>> {
  const parts = splitWindow(window, context.config.windowMinutes, context.clock.nowMs());
  const readAs = new Map<string, string>();
  for (const [index, part] of parts.entries()) {
    const listing = await listChangedOrders(context, part);
    if (!listing.ok) return yield failed(listing.failure);
    const fresh = listing.value.filter(({ row }) => row.modified === '' || readAs.get(row.orderId) !== row.modified);
    for (const { row } of fresh) readAs.set(row.orderId, row.modified);
    const messages = fresh.map(({ row, payload }) => ({ externalNumber: row.orderId, payload }));
    yield succeeded({ messages, page: index + 1, of: parts.length, readUntilMs: part.toMs });
  }
}
