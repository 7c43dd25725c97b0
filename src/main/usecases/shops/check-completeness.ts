import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { hiddenHistory, hiddenUntil } from '#main/usecases/shops/hidden-history.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';

const HOUR_MS = 3_600_000;

export interface CompletenessHour {
  readonly hourStartMs: number;
  readonly platformCount: number;
  readonly localCount: number;
  readonly missing: string[];
}

/** Proof of P1: the platform's own list of paid orders, hour by hour, beside what is stored here. Hours are those of UTC. */
export async function checkCompleteness(
  context: UseCaseContext,
  shop: ConnectedShop,
  window: { fromMs: number; toMs: number },
  signal: AbortSignal,
): Promise<{ hours: CompletenessHour[]; problem: Problem | null }> {
  const hours: CompletenessHour[] = [];
  const hidden = await hiddenUntil(shop, window, signal);
  if (!hidden.ok) return { hours, problem: problemOf(hidden.failure) };
  // Hours without an answer would look like hours without an order.
  if (hidden.value !== null) return { hours, problem: hiddenHistory(hidden.value) };
  for (let start = Math.floor(window.fromMs / HOUR_MS) * HOUR_MS; start < window.toMs; start += HOUR_MS) {
    const listed = await shop.connector.listPaidOrders(shop.channelContext(signal), {
      fromMs: start,
      toMs: start + HOUR_MS,
    });
    if (!listed.ok) return { hours, problem: problemOf(listed.failure) };
    const local = context.read
      .prepare<[string, number, number], { external_number: string }>(
        'SELECT external_number FROM orders WHERE shop_id = ? AND paid_at_ms >= ? AND paid_at_ms < ?',
      )
      .all(shop.id, start, start + HOUR_MS)
      .map((row) => row.external_number);
    const known = new Set(local);
    const numbers = listed.value.map((order) => order.externalNumber);
    hours.push({
      hourStartMs: start,
      platformCount: numbers.length,
      localCount: local.length,
      missing: numbers.filter((number) => !known.has(number)),
    });
  }
  return { hours, problem: null };
}

function problemOf({ code, vendorCode, vendorText }: PluginFailure): Problem {
  return { code, data: { vendorCode, vendorText } };
}
