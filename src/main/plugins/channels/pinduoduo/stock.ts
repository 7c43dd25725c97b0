import type { StockPushItem, StockPushOutcome } from '#main/plugins/channels/channel-connector.ts';
import { writePdd } from '#main/plugins/channels/pinduoduo/call.ts';
import { refusal } from '#main/plugins/channels/call-failures.ts';
import { SuccessAnswer } from '#main/plugins/channels/pinduoduo/schemas.ts';
import type { PinduoduoContext } from '#main/plugins/channels/pinduoduo/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';

const ABSOLUTE = '1';

/**
 * Sets what may be sold with `pdd.goods.quantity.update`, one call per SKU. The call wants the id of the goods; the SKU is
 * named by its id, or by the merchant's code. Setting twice does no harm, so an unclear outcome may be repeated.
 */
export async function pushPinduoduoStock(
  context: PinduoduoContext,
  items: readonly StockPushItem[],
): Promise<PluginResult<readonly StockPushOutcome[]>> {
  const outcomes: StockPushOutcome[] = [];
  for (const item of items) {
    const failure = await setQuantity(context, item);
    // Credentials and limits concern all items: what is left is left to the next run.
    if (failure && (failure.kind === 'auth' || failure.code === 'ERR_CHANNEL_THROTTLED')) return failed(failure);
    outcomes.push({ skuCode: item.skuCode, failure });
  }
  return succeeded(outcomes);
}

async function setQuantity(context: PinduoduoContext, item: StockPushItem): Promise<PluginFailure | null> {
  if (item.externalItemId === null) return refusal(null, `the goods id of ${item.skuCode} is not known`);
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
  if (reply.ok) return reply.value.is_success ? null : refusal(null, 'is_success is false');
  const { failure } = reply;
  return failure.kind === 'unknown_outcome' ? { ...failure, kind: 'retry', code: 'ERR_CHANNEL_UNREACHABLE' } : failure;
}
