import type { StockPushItem, StockPushOutcome } from '#main/plugins/channels/channel-connector.ts';
import { pushEach, unlisted } from '#main/plugins/channels/push-each.ts';
import { writeTop } from '#main/plugins/channels/taobao/call.ts';
import type { TaobaoContext } from '#main/plugins/channels/taobao/schemas.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

/** 1 sets the number, 2 would add to it. */
const ABSOLUTE = '1';

/**
 * Sets what may be sold: `taobao.skus.quantity.update` for a SKU of an item, `taobao.item.quantity.update` for an item that has
 * none. TOP would take twenty SKUs of one item at once, and then refuses all of them for one that is wrong.
 */
export function pushTaobaoStock(
  context: TaobaoContext,
  items: readonly StockPushItem[],
): Promise<PluginResult<readonly StockPushOutcome[]>> {
  return pushEach(items, context.config.detailConcurrency, async (item) => {
    if (item.externalItemId === null) return unlisted(item.skuCode);
    return writeTop(context, { ...callOf(item, item.externalItemId), answer: z.looseObject({}) });
  });
}

function callOf(item: StockPushItem, numIid: string) {
  const units = String(Math.max(0, Math.floor(item.availableUnits)));
  const common = { num_iid: numIid, type: ABSOLUTE };
  return item.externalSkuId === null
    ? { method: 'taobao.item.quantity.update', parameters: { ...common, quantity: units } }
    : {
        method: 'taobao.skus.quantity.update',
        parameters: { ...common, skuid_quantities: `${item.externalSkuId}:${units}` },
      };
}
