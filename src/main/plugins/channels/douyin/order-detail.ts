import type { RawChannelMessage } from '#main/plugins/channels/channel-connector.ts';
import { readDouyin } from '#main/plugins/channels/douyin/call.ts';
import type { DouyinReply } from '#main/plugins/channels/douyin/call.ts';
import { isUnknownOrder } from '#main/plugins/channels/douyin/error-table.ts';
import { OrderAnswer } from '#main/plugins/channels/douyin/schemas.ts';
import type { DouyinContext, ShopOrder } from '#main/plugins/channels/douyin/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

const AnyOrder = z.looseObject({ shop_order_detail: z.looseObject({}) });

/** One order as sent; its content is read later from the archived bytes. */
export function readOrderBytes(context: DouyinContext, orderId: string): Promise<DouyinReply<unknown>> {
  return readDouyin(context, detailCall(orderId, AnyOrder));
}

/** One order for a decision that is made at once (shipping). */
export async function readShopOrder(context: DouyinContext, orderId: string): Promise<DouyinReply<ShopOrder>> {
  const reply = await readDouyin(context, detailCall(orderId, OrderAnswer));
  return reply.ok ? { ...reply, value: reply.value.shop_order_detail } : reply;
}

export async function fetchDouyinOrder(
  context: DouyinContext,
  orderId: string,
): Promise<PluginResult<RawChannelMessage | null>> {
  const reply = await readOrderBytes(context, orderId);
  if (reply.ok) return succeeded({ externalNumber: orderId, payload: reply.body });
  return isUnknownOrder(reply.failure.vendorCode) ? succeeded(null) : failed(reply.failure);
}

function detailCall<T>(orderId: string, answer: z.ZodType<T>) {
  return { method: 'order.orderDetail', params: { shop_order_id: orderId }, answer };
}
