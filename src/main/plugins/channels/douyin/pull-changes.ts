import type { ChannelPage, PaidOrder } from '#main/plugins/channels/channel-connector.ts';
import { readOrderBytes } from '#main/plugins/channels/douyin/order-detail.ts';
import { listOrders } from '#main/plugins/channels/douyin/order-list.ts';
import type { DouyinContext } from '#main/plugins/channels/douyin/schemas.ts';
import { STATUS } from '#main/plugins/channels/douyin/units.ts';
import { splitWindow } from '#main/plugins/channels/list-window.ts';
import type { Window } from '#main/plugins/channels/list-window.ts';
import { pullDetails, readUpToNow } from '#main/plugins/channels/pull-details.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

export function pullDouyinChanges(context: DouyinContext, window: Window): AsyncGenerator<PluginResult<ChannelPage>> {
  return pullDetails({
    parts: splitWindow(window, context.config.windowMinutes, context.clock.nowMs()),
    batch: context.config.pageSize,
    concurrency: context.config.detailConcurrency,
    list: (part) => listOrders(context, part),
    numberOf: (row) => row.order_id,
    versionOf: (row) => String(row.update_time),
    readDetail: (orderId) => readOrderBytes(context, orderId),
  });
}

/** The list tells the time and the amount of payment, so no order has to be read. */
export async function listDouyinPaidOrders(
  context: DouyinContext,
  window: Window,
): Promise<PluginResult<readonly PaidOrder[]>> {
  const paid = new Map<string, PaidOrder>();
  const done = await readUpToNow(window.fromMs, context.clock.nowMs, async (changed) => {
    let seen = 0;
    for (const part of splitWindow(changed, context.config.windowMinutes, changed.toMs)) {
      const listing = await listOrders(context, part);
      if (!listing.ok) return listing;
      seen += listing.value.length;
      for (const row of listing.value) {
        const isPaid = !STATUS.unpaid.has(row.main_status ?? row.order_status);
        const { order_id: externalNumber, pay_time: paidAtMs, pay_amount: amountMinor } = row;
        if (isPaid && paidAtMs !== null && paidAtMs >= window.fromMs && paidAtMs < window.toMs)
          paid.set(externalNumber, { externalNumber, paidAtMs, amountMinor });
      }
    }
    return { ok: true, value: seen };
  });
  return done.ok ? succeeded([...paid.values()]) : failed(done.failure);
}
