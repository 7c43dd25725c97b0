import type { ChannelPage, PaidOrder } from '#main/plugins/channels/channel-connector.ts';
import { readOrderBytes } from '#main/plugins/channels/douyin/order-detail.ts';
import { listOrders } from '#main/plugins/channels/douyin/order-list.ts';
import type { DouyinContext, OrderRow } from '#main/plugins/channels/douyin/schemas.ts';
import { STATUS } from '#main/plugins/channels/douyin/units.ts';
import { splitWindow } from '#main/plugins/channels/list-window.ts';
import type { Window } from '#main/plugins/channels/list-window.ts';
import { listPaidSince } from '#main/plugins/channels/paid-since.ts';
import type { ListedPayment } from '#main/plugins/channels/paid-since.ts';
import { pullDetails } from '#main/plugins/channels/pull-details.ts';
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
export function listDouyinPaidOrders(
  context: DouyinContext,
  window: Window,
): Promise<PluginResult<readonly PaidOrder[]>> {
  return listPaidSince(
    {
      minutes: context.config.windowMinutes,
      nowMs: context.clock.nowMs,
      list: (part) => listOrders(context, part),
      payments: async (rows) => ({ ok: true, value: rows.map(paymentOf) }),
    },
    window,
  );
}

function paymentOf(row: OrderRow): ListedPayment {
  const isUnpaid = STATUS.unpaid.has(row.main_status ?? row.order_status);
  return { externalNumber: row.order_id, paidAtMs: isUnpaid ? null : row.pay_time, amountMinor: row.pay_amount };
}
