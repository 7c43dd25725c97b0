import { readDouyin } from '#main/plugins/channels/douyin/call.ts';
import { OrderList } from '#main/plugins/channels/douyin/schemas.ts';
import type { DouyinContext } from '#main/plugins/channels/douyin/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/** A little less than the 90 days back that may be asked for. */
const LOOK_BACK_S = 89 * 86_400;

/** Proves key, secret and token by a list. The shop's name stands on its orders; a shop without one stays nameless. */
export async function findDouyinShop(context: DouyinContext): Promise<PluginResult<{ shopName: string }>> {
  const now = Math.floor(context.clock.nowMs() / 1000);
  const reply = await readDouyin(context, {
    method: 'order.searchList',
    params: {
      create_time_start: now - LOOK_BACK_S,
      create_time_end: now,
      order_by: 'create_time',
      order_asc: false,
      page: 0,
      size: 1,
    },
    answer: OrderList,
  });
  if (!reply.ok) return failed(reply.failure);
  return succeeded({ shopName: reply.value.shop_order_list[0]?.shop_name ?? '' });
}
