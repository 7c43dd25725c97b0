import type { PaidOrder } from '#main/plugins/channels/channel-connector.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { HOUR_MS } from '#main/usecases/shops/reconcile/plan-hours.ts';

/** Hours that one listing covers. */
const GROUP_HOURS = 24;

/** Of the due hours, those that the next listing answers together: the newest, with those that lie close before it. */
export function nextGroup(due: readonly number[]): number[] {
  const newest = due[0];
  if (newest === undefined) return [];
  return due.filter((startMs) => startMs > newest - GROUP_HOURS * HOUR_MS);
}

/** The platform's paid orders of each of these hours. */
export async function listPaid(
  shop: ConnectedShop,
  hours: readonly number[],
  signal: AbortSignal,
): Promise<PluginResult<ReadonlyMap<number, readonly Omit<PaidOrder, 'paidAtMs'>[]>>> {
  const window = { fromMs: Math.min(...hours), toMs: Math.max(...hours) + HOUR_MS };
  const listed = await shop.connector.listPaidOrders(shop.channelContext(signal), window);
  if (!listed.ok) return failed(listed.failure);
  return succeeded(
    new Map(
      hours.map((startMs) => [
        startMs,
        listed.value.filter((order) => order.paidAtMs >= startMs && order.paidAtMs < startMs + HOUR_MS),
      ]),
    ),
  );
}
