import { readTop } from '#main/plugins/channels/taobao/call.ts';
import { SellerAnswer } from '#main/plugins/channels/taobao/schemas.ts';
import type { TaobaoContext } from '#main/plugins/channels/taobao/schemas.ts';
import { listTrades } from '#main/plugins/channels/taobao/trade-list.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/**
 * The seller's nick. Apps without the user API are refused it; listing the last minute's orders then proves that key,
 * secret and session are good, without a name.
 */
export async function findTaobaoShop(context: TaobaoContext): Promise<PluginResult<{ shopName: string }>> {
  const seller = await readTop(context, {
    method: 'taobao.user.seller.get',
    parameters: { fields: 'nick' },
    answer: SellerAnswer,
  });
  if (seller.ok) return succeeded({ shopName: seller.value.user.nick });
  if (seller.failure.kind !== 'refused') return failed(seller.failure);
  const nowMs = context.clock.nowMs();
  const listing = await listTrades(context, { fromMs: nowMs - 60_000, toMs: nowMs });
  return listing.ok ? succeeded({ shopName: '' }) : failed(listing.failure);
}
