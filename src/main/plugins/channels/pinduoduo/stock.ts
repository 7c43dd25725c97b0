import type { StockPushItem, StockPushOutcome } from '#main/plugins/channels/channel-connector.ts';
import { refusal } from '#main/plugins/channels/call-failures.ts';
import { pushEach, unlisted } from '#main/plugins/channels/push-each.ts';
import { writePdd } from '#main/plugins/channels/pinduoduo/call.ts';
import { SuccessAnswer } from '#main/plugins/channels/pinduoduo/schemas.ts';
import type { PinduoduoContext } from '#main/plugins/channels/pinduoduo/schemas.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

const ABSOLUTE = '1';

/**
 * Sets what may be sold with `pdd.goods.quantity.update`, one call per SKU. The call wants the id of the goods; the SKU is
 * named by its id, or by the merchant's code.
 */
export function pushPinduoduoStock(
  context: PinduoduoContext,
  items: readonly StockPushItem[],
): Promise<PluginResult<readonly StockPushOutcome[]>> {
  return pushEach(items, 1, async (item) => {
    if (item.externalItemId === null) return unlisted(item.skuCode);
    const reply = await writePdd(context, {
      type: 'pdd.goods.quantity.update',
      root: 'goods_quantity_update_response',
      parameters: {
        goods_id: item.externalItemId,
        ...(item.externalSkuId === null ? { outer_id: item.skuCode } : { sku_id: item.externalSkuId }),
        quantity: String(Math.max(0, Math.floor(item.availableUnits))),
        update_type: ABSOLUTE,
      },
      answer: SuccessAnswer,
    });
    return reply.ok && !reply.value.is_success ? { ok: false, failure: refusal(null, 'is_success is false') } : reply;
  });
}
