import { listChangedOrders } from '#main/plugins/channels/jd/order-list.ts';
import type { JdContext, OrderRow } from '#main/plugins/channels/jd/schemas.ts';
import { JD_OFFSET_MINUTES, NO_TIME } from '#main/plugins/channels/jd/units.ts';
import { splitWindow } from '#main/plugins/channels/list-window.ts';
import type { Window } from '#main/plugins/channels/list-window.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { parseFixedOffset } from '#shared/model/time.ts';

/** Rounds of catching up with orders that changed while the list was read. */
const CATCH_UP_ROUNDS = 6;

/**
 * JD has no query by time of payment. Payment changes the state, so an order paid in the window changed at or after its start:
 * all such orders are listed up to now and picked by `paymentConfirmTime`. What changes meanwhile leaves the list towards
 * now only and is caught by the next round. Orders paid on delivery have no such time and are not listed.
 */
export async function listJdPaidNumbers(context: JdContext, window: Window): Promise<PluginResult<readonly string[]>> {
  const paid = new Set<string>();
  let fromMs = window.fromMs;
  for (let round = 0; round < CATCH_UP_ROUNDS; round += 1) {
    const untilMs = context.clock.nowMs();
    let seen = 0;
    for (const part of splitWindow({ fromMs, toMs: untilMs }, context.config.windowMinutes, untilMs)) {
      const listing = await listChangedOrders(context, part);
      if (!listing.ok) return failed(listing.failure);
      seen += listing.value.length;
      for (const { row } of listing.value) if (isPaidWithin(row, window)) paid.add(row.orderId);
    }
    if (seen === 0 || context.clock.nowMs() === untilMs) break;
    fromMs = untilMs;
  }
  return succeeded([...paid]);
}

function isPaidWithin(row: OrderRow, window: Window): boolean {
  if (row.paymentConfirmTime === NO_TIME) return false;
  const atMs = parseFixedOffset(row.paymentConfirmTime, JD_OFFSET_MINUTES);
  return atMs !== null && atMs >= window.fromMs && atMs < window.toMs;
}
