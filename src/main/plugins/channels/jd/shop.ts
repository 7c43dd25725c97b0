import { readJd } from '#main/plugins/channels/jd/call.ts';
import { listChangedOrders } from '#main/plugins/channels/jd/order-list.ts';
import { VenderAnswer } from '#main/plugins/channels/jd/schemas.ts';
import type { JdContext } from '#main/plugins/channels/jd/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/** The name of the shop; where the application may not ask, a minute of orders proves that key, secret and token are good. */
export async function findJdShop(context: JdContext): Promise<PluginResult<{ shopName: string }>> {
  const vender = await readJd(context, {
    method: 'jingdong.seller.vender.info.get',
    parameters: {},
    answer: VenderAnswer,
  });
  if (vender.ok) return succeeded({ shopName: vender.value.vender_info_result.shop_name });
  if (vender.failure.kind !== 'refused') return failed(vender.failure);
  const nowMs = context.clock.nowMs();
  const listing = await listChangedOrders(context, { fromMs: nowMs - 60_000, toMs: nowMs });
  return listing.ok ? succeeded({ shopName: '' }) : failed(listing.failure);
}
