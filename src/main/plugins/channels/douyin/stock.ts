import type { StockPushItem, StockPushOutcome } from '#main/plugins/channels/channel-connector.ts';
import { writeDouyin } from '#main/plugins/channels/douyin/call.ts';
import type { DouyinContext } from '#main/plugins/channels/douyin/schemas.ts';
import type { ParamObject } from '#main/plugins/channels/douyin/sign.ts';
import { pushEach } from '#main/plugins/channels/push-each.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

/**
 * Sets the common stock of each listing with `sku.syncStock`, by the platform's ids or else by the merchant code.
 * `incremental: false` sets the number as it is.
 */
export function pushDouyinStock(
  context: DouyinContext,
  items: readonly StockPushItem[],
): Promise<PluginResult<readonly StockPushOutcome[]>> {
  return pushEach(items, context.config.detailConcurrency, (item) =>
    writeDouyin(context, {
      method: 'sku.syncStock',
      params: { ...listingOf(item), incremental: false, stock_num: item.availableUnits },
      answer: z.unknown(),
    }),
  );
}

/** Ids are numbers to this call. */
function listingOf(item: StockPushItem): ParamObject {
  const skuId = toNumber(item.externalSkuId);
  const productId = toNumber(item.externalItemId);
  if (skuId === undefined) return { code: item.skuCode, product_id: productId };
  return { sku_id: skuId, product_id: productId };
}

function toNumber(id: string | null): bigint | undefined {
  return id !== null && /^\d{1,20}$/.test(id) ? BigInt(id) : undefined;
}
