import type { PaidOrder } from '#main/plugins/channels/channel-connector.ts';
import { listChangedOrders } from '#main/plugins/channels/jd/order-list.ts';
import type { JdContext, OrderRow } from '#main/plugins/channels/jd/schemas.ts';
import { JD_OFFSET_MINUTES, NO_TIME } from '#main/plugins/channels/jd/units.ts';
import { splitWindow } from '#main/plugins/channels/list-window.ts';
import type { Window } from '#main/plugins/channels/list-window.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { parseDecimalAmount } from '#shared/model/money.ts';
import { parseFixedOffset } from '#shared/model/time.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** Rounds of catching up with orders that changed while the list was read. */
const CATCH_UP_ROUNDS = 6;

/**
 * JD has no query by time of payment. Payment changes the state, so an order paid in the window changed at or after its start:
 * all such orders are listed up to now and picked by `paymentConfirmTime`. What changes meanwhile leaves the list towards
 * now only and is caught by the next round. Orders paid on delivery have no such time and are not listed.
 */
export async function listJdPaidOrders(
  context: JdContext,
  window: Window,
): Promise<PluginResult<readonly PaidOrder[]>> {
  const paid = new Map<string, PaidOrder>();
  let fromMs = window.fromMs;
  for (let round = 0; round < CATCH_UP_ROUNDS; round += 1) {
    const untilMs = context.clock.nowMs();
    let seen = 0;
    for (const part of splitWindow({ fromMs, toMs: untilMs }, context.config.windowMinutes, untilMs)) {
      const listing = await listChangedOrders(context, part);
      if (!listing.ok) return failed(listing.failure);
      seen += listing.value.length;
      for (const { row } of listing.value) {
        const paidAtMs = paidAt(row);
        if (paidAtMs === null || paidAtMs < window.fromMs || paidAtMs >= window.toMs) continue;
        const amountMinor = parseDecimalAmount(row.orderPayment, context.currency);
        paid.set(row.orderId, { externalNumber: row.orderId, paidAtMs, amountMinor });
      }
    }
    if (seen === 0 || context.clock.nowMs() === untilMs) break;
    fromMs = untilMs;
  }
  return succeeded([...paid.values()]);
}

function paidAt(row: OrderRow): UtcMs | null {
  return row.paymentConfirmTime === NO_TIME ? null : parseFixedOffset(row.paymentConfirmTime, JD_OFFSET_MINUTES);
}
