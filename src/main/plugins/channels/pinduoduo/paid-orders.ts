import type { PaidOrder } from '#main/plugins/channels/channel-connector.ts';
import { CONFIRMED_SPAN_MINUTES, listConfirmedOrders } from '#main/plugins/channels/pinduoduo/order-list.ts';
import type { OrderRow, PinduoduoContext } from '#main/plugins/channels/pinduoduo/schemas.ts';
import { PDD_OFFSET_MINUTES } from '#main/plugins/channels/pinduoduo/units.ts';
import { splitWindow } from '#main/plugins/channels/list-window.ts';
import type { Window } from '#main/plugins/channels/list-window.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { parseDecimalAmount } from '#shared/model/money.ts';
import { parseFixedOffset } from '#shared/model/time.ts';
import type { UtcMs } from '#shared/model/time.ts';

/**
 * There is no query by time of payment. An order is concluded when it is paid and its group is complete, so one paid in the
 * window is concluded in it or after it; the time of payment then decides. Orders whose group is not complete are no orders
 * yet for Pinduoduo and are not listed.
 */
export async function listPinduoduoPaidOrders(
  context: PinduoduoContext,
  window: Window,
): Promise<PluginResult<readonly PaidOrder[]>> {
  const reach = { fromMs: window.fromMs, toMs: window.toMs + context.config.groupingHours * 3_600_000 };
  const paid = new Map<string, PaidOrder>();
  // The second of now itself still moves, and it holds orders that were paid a moment ago.
  const untilMs = context.clock.nowMs() + 1000;
  for (const part of splitWindow(reach, CONFIRMED_SPAN_MINUTES, untilMs)) {
    const listing = await listConfirmedOrders(context, part);
    if (!listing.ok) return failed(listing.failure);
    for (const { row } of listing.value) {
      const paidAtMs = paidAt(row);
      if (paidAtMs === null || paidAtMs < window.fromMs || paidAtMs >= window.toMs) continue;
      const amountMinor = parseDecimalAmount(row.pay_amount, context.currency);
      paid.set(row.order_sn, { externalNumber: row.order_sn, paidAtMs, amountMinor });
    }
  }
  return succeeded([...paid.values()]);
}

/** An order without a group is paid and concluded at once, and may then show the latter only. */
function paidAt(row: OrderRow): UtcMs | null {
  return parseFixedOffset(row.pay_time === '' ? row.confirm_time : row.pay_time, PDD_OFFSET_MINUTES);
}
