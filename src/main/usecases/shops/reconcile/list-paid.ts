import type { PaidOrder } from '#main/plugins/channels/channel-connector.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { HOUR_MS } from '#main/usecases/shops/reconcile/plan-hours.ts';

/** Hours that one listing covers where the channel tells the time of each payment. */
const GROUP_HOURS = 24;

/** Of the due hours, those that the next listing answers together: the newest, with those that lie close before it. */
export function nextGroup(shop: ConnectedShop, due: readonly number[]): number[] {
  const newest = due[0];
  if (newest === undefined) return [];
  if (!shop.connector.listPaidOrders) return [newest];
  return due.filter((startMs) => startMs > newest - GROUP_HOURS * HOUR_MS);
}

/** The platform's paid orders of each of these hours. */
export async function listPaid(
  shop: ConnectedShop,
  hours: readonly number[],
  signal: AbortSignal,
): Promise<PluginResult<ReadonlyMap<number, readonly Omit<PaidOrder, 'paidAtMs'>[]>>> {
  const window = { fromMs: Math.min(...hours), toMs: Math.max(...hours) + HOUR_MS };
  const context = shop.channelContext(signal);
  if (!shop.connector.listPaidOrders) {
    const listed = await shop.connector.listPaidNumbers(context, window);
    if (!listed.ok) return failed(listed.failure);
    const orders = listed.value.map((externalNumber) => ({ externalNumber, amountMinor: null }));
    return succeeded(new Map([[window.fromMs, orders]]));
  }
  const listed = await shop.connector.listPaidOrders(context, window);
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
