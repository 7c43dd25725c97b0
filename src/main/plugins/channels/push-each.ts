import { inParallel } from '#main/lib/http-parallel.ts';
import { repeatable } from '#main/plugins/channels/call-failures.ts';
import type { StockPushItem, StockPushOutcome } from '#main/plugins/channels/channel-connector.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';

/** What one call said; its value is of no interest. */
type Reply = { readonly ok: true } | { readonly ok: false; readonly failure: PluginFailure };

/**
 * Sets goods with one call each, so many at once. Setting a number twice does no harm, so an unclear outcome may be repeated.
 * Credentials and limits concern all goods: the rest is then left to the next run.
 */
export async function pushEach(
  items: readonly StockPushItem[],
  concurrency: number,
  send: (item: StockPushItem) => Promise<Reply>,
): Promise<PluginResult<readonly StockPushOutcome[]>> {
  const outcomes = await inParallel(
    items,
    concurrency,
    async (item): Promise<StockPushOutcome> => {
      const reply = await send(item);
      return { skuCode: item.skuCode, failure: reply.ok ? null : repeatable(reply.failure) };
    },
    ({ failure }) => concernsAll(failure),
  );
  const general = outcomes.find(({ failure }) => concernsAll(failure))?.failure;
  return general ? failed(general) : succeeded(outcomes);
}

function concernsAll(failure: PluginFailure | null): boolean {
  return failure !== null && (failure.kind === 'auth' || failure.code === 'ERR_CHANNEL_THROTTLED');
}

/** For platforms that know goods by ids of their own alone, while neither an order nor a listing told them. */
export function unlisted(skuCode: string): { readonly ok: false; readonly failure: PluginFailure } {
  return {
    ok: false,
    failure: {
      kind: 'refused',
      code: 'ERR_CHANNEL_LISTING_UNKNOWN',
      retryAfterMs: null,
      vendorCode: null,
      vendorText: skuCode,
    },
  };
}
