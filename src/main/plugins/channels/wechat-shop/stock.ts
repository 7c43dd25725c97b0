import type { StockPushItem, StockPushOutcome } from '#main/plugins/channels/channel-connector.ts';
import { pushEach, unlisted } from '#main/plugins/channels/push-each.ts';
import { writeWechat } from '#main/plugins/channels/wechat-shop/call.ts';
import type { WechatShopContext } from '#main/plugins/channels/wechat-shop/schemas.ts';
import { SET_STOCK } from '#main/plugins/channels/wechat-shop/units.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

/** Sets the stock of each good; WeChat knows goods by its own pair of ids alone. */
export function pushWechatStock(
  context: WechatShopContext,
  items: readonly StockPushItem[],
): Promise<PluginResult<readonly StockPushOutcome[]>> {
  return pushEach(items, context.config.detailConcurrency, async (item) => {
    if (item.externalItemId === null || item.externalSkuId === null) return unlisted(item.skuCode);
    return writeWechat(context, {
      path: '/channels/ec/product/stock/update',
      fields: {
        product_id: item.externalItemId,
        sku_id: item.externalSkuId,
        diff_type: SET_STOCK,
        num: item.availableUnits,
      },
      answer: z.unknown(),
    });
  });
}
