import type { ChannelPage } from '#main/plugins/channels/channel-connector.ts';
import { listChangedOrders } from '#main/plugins/channels/pinduoduo/order-list.ts';
import type { PinduoduoContext } from '#main/plugins/channels/pinduoduo/schemas.ts';
import { splitWindow } from '#main/plugins/channels/list-window.ts';
import type { Window } from '#main/plugins/channels/list-window.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/**
 * Each part of the window is one page of whole orders. The last minutes before now are left to the next pull, which reads
 * further back than that: Pinduoduo asks for it, because orders appear there late. Parts share the second between them.
 */
export async function* pullPinduoduoChanges(
  context: PinduoduoContext,
  window: Window,
): AsyncGenerator<PluginResult<ChannelPage>> {
  const settledMs = context.clock.nowMs() - context.config.settleSeconds * 1000;
  const parts = splitWindow(window, context.config.windowMinutes, settledMs);
  const readAs = new Map<string, string>();
  for (const [index, part] of parts.entries()) {
    const listing = await listChangedOrders(context, part);
    if (!listing.ok) return yield failed(listing.failure);
    const fresh = listing.value.filter(
      ({ row }) => row.updated_at === '' || readAs.get(row.order_sn) !== row.updated_at,
    );
    for (const { row } of fresh) readAs.set(row.order_sn, row.updated_at);
    const messages = fresh.map(({ row, payload }) => ({ externalNumber: row.order_sn, payload }));
    yield succeeded({ messages, page: index + 1, of: parts.length, readUntilMs: part.toMs });
  }
}
