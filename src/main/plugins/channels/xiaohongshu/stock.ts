import type { StockPushItem, StockPushOutcome } from '#main/plugins/channels/channel-connector.ts';
import { pushEach, unlisted } from '#main/plugins/channels/push-each.ts';
import { writeXiaohongshu } from '#main/plugins/channels/xiaohongshu/call.ts';
import type { XiaohongshuContext } from '#main/plugins/channels/xiaohongshu/schemas.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

/**
 * Sets the whole stock of each good with `inventory.syncSkuStock`; the platform takes off what it keeps for campaigns.
 * Goods are known to it by its own id alone.
 */
export function pushXiaohongshuStock(
  context: XiaohongshuContext,
  items: readonly StockPushItem[],
): Promise<PluginResult<readonly StockPushOutcome[]>> {
  return pushEach(items, context.config.detailConcurrency, async (item) => {
    if (item.externalSkuId === null) return unlisted(item.skuCode);
    const fields = { skuId: item.externalSkuId, qty: item.availableUnits };
    return writeXiaohongshu(context, { method: 'inventory.syncSkuStock', fields, answer: z.unknown() });
  });
}
