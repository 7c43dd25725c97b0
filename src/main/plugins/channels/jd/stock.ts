import type { StockPushItem, StockPushOutcome } from '#main/plugins/channels/channel-connector.ts';
import { refusal } from '#main/plugins/channels/call-failures.ts';
import { pushEach, unlisted } from '#main/plugins/channels/push-each.ts';
import { writeJd } from '#main/plugins/channels/jd/call.ts';
import { StockAnswer } from '#main/plugins/channels/jd/schemas.ts';
import type { JdContext } from '#main/plugins/channels/jd/schemas.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/** Sets what may be sold with `jingdong.stock.write.updateSkuStock` (from JD's published SDKs), one call per JD SKU id. */
export function pushJdStock(
  context: JdContext,
  items: readonly StockPushItem[],
): Promise<PluginResult<readonly StockPushOutcome[]>> {
  return pushEach(items, 1, async (item) => {
    if (item.externalSkuId === null) return unlisted(item.skuCode);
    const reply = await writeJd(context, {
      method: 'jingdong.stock.write.updateSkuStock',
      parameters: { skuId: item.externalSkuId, stockNum: Math.max(0, Math.floor(item.availableUnits)) },
      answer: StockAnswer,
    });
    return reply.ok && !reply.value.success ? { ok: false, failure: refusal(null, 'success is false') } : reply;
  });
}
