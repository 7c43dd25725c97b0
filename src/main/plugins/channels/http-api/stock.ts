import type { StockPushItem, StockPushOutcome } from '#main/plugins/channels/channel-connector.ts';
import { refusal, repeatable } from '#main/plugins/channels/call-failures.ts';
import { writeHttp } from '#main/plugins/channels/http-api/call.ts';
import type { HttpApiContext } from '#main/plugins/channels/http-api/schemas.ts';
import { succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/** Sets what may be sold, one call per SKU. The number is absolute, so that a call whose outcome is unclear may be repeated. */
export async function pushHttpStock(
  context: HttpApiContext,
  items: readonly StockPushItem[],
): Promise<PluginResult<readonly StockPushOutcome[]>> {
  const { stock } = context.config.template;
  const outcomes: StockPushOutcome[] = [];
  for (const item of items) {
    const { skuCode } = item;
    if (!stock) {
      outcomes.push({ skuCode, failure: refusal(null, 'the template has no request for stock') });
      continue;
    }
    const sent = await writeHttp(context, {
      name: 'stock.set',
      request: stock.request,
      filling: {
        values: {
          'item.sku': skuCode,
          'item.units': item.availableUnits,
          'item.itemId': item.externalItemId ?? '',
          'item.skuId': item.externalSkuId ?? '',
        },
      },
    });
    outcomes.push({ skuCode, failure: sent.ok ? null : repeatable(sent.failure) });
  }
  return succeeded(outcomes);
}
