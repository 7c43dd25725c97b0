import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** Up to when the platform shows nothing of a window: null where it shows all of it, as far as it says. */
export async function hiddenUntil(
  shop: ConnectedShop,
  window: { readonly fromMs: UtcMs; readonly toMs: UtcMs },
  signal: AbortSignal,
): Promise<PluginResult<UtcMs | null>> {
  const shown = await shop.connector.shownSince?.(shop.channelContext(signal));
  if (!shown) return succeeded(null);
  if (!shown.ok) return failed(shown.failure);
  const sinceMs = shown.value ?? window.fromMs;
  return succeeded(sinceMs > window.fromMs ? Math.min(sinceMs, window.toMs) : null);
}

/** Said to whoever asked for it: an answer that is missing this part looks like a whole one. */
export function hiddenHistory(untilMs: UtcMs): Problem {
  const until = `${new Date(untilMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return { code: 'ERR_CHANNEL_HISTORY_HIDDEN', data: { until } };
}
