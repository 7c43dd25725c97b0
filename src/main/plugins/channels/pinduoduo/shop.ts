import { readPdd } from '#main/plugins/channels/pinduoduo/call.ts';
import { listChangedOrders } from '#main/plugins/channels/pinduoduo/order-list.ts';
import { MallAnswer } from '#main/plugins/channels/pinduoduo/schemas.ts';
import type { PinduoduoContext } from '#main/plugins/channels/pinduoduo/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/**
 * The name of the shop. Apps without that permission are refused it; listing a minute of orders then proves that key, secret
 * and token are good, without a name.
 */
export async function findPinduoduoShop(context: PinduoduoContext): Promise<PluginResult<{ shopName: string }>> {
  const mall = await readPdd(context, {
    type: 'pdd.mall.info.get',
    root: 'mall_info_get_response',
    parameters: {},
    answer: MallAnswer,
  });
  if (mall.ok) return succeeded({ shopName: mall.value.mall_name });
  if (mall.failure.kind !== 'refused') return failed(mall.failure);
  const nowMs = context.clock.nowMs();
  const listing = await listChangedOrders(context, { fromMs: nowMs - 60_000, toMs: nowMs });
  return listing.ok ? succeeded({ shopName: '' }) : failed(listing.failure);
}
