import type { StockPushItem, StockPushOutcome } from '#main/plugins/channels/channel-connector.ts';
import { writeJd } from '#main/plugins/channels/jd/call.ts';
import { refusal } from '#main/plugins/channels/call-failures.ts';
import { StockAnswer } from '#main/plugins/channels/jd/schemas.ts';
import type { JdContext } from '#main/plugins/channels/jd/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';

/**
 * Sets what may be sold with `jingdong.stock.write.updateSkuStock` (from JD's published SDKs), one call per JD SKU id. Setting
 * twice does no harm, so an unclear outcome may be repeated.
 */
export async function pushJdStock(
  context: JdContext,
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

async function setQuantity(context: JdContext, item: StockPushItem): Promise<PluginFailure | null> {
  if (item.externalSkuId === null) return refusal(null, `JD's SKU id of ${item.skuCode} is not known`);
  const reply = await writeJd(context, {
    method: 'jingdong.stock.write.updateSkuStock',
    parameters: { skuId: item.externalSkuId, stockNum: Math.max(0, Math.floor(item.availableUnits)) },
    answer: StockAnswer,
  });
  if (reply.ok) return reply.value.success ? null : refusal(null, 'success is false');
  const { failure } = reply;
  return failure.kind === 'unknown_outcome' ? { ...failure, kind: 'retry', code: 'ERR_CHANNEL_UNREACHABLE' } : failure;
}
