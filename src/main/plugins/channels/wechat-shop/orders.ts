import type { ChannelPage, PaidOrder, RawChannelMessage } from '#main/plugins/channels/channel-connector.ts';
import { splitWindow, wholeSeconds } from '#main/plugins/channels/list-window.ts';
import type { Reply, Window } from '#main/plugins/channels/list-window.ts';
import { listPaidSince } from '#main/plugins/channels/paid-since.ts';
import type { ListedPayment } from '#main/plugins/channels/paid-since.ts';
import { readEach } from '#main/plugins/channels/read-each.ts';
import { pullDetails } from '#main/plugins/channels/pull-details.ts';
import { readWechat } from '#main/plugins/channels/wechat-shop/call.ts';
import type { WechatReply } from '#main/plugins/channels/wechat-shop/call.ts';
import { listUntilSettled } from '#main/plugins/channels/wechat-shop/cursor-list.ts';
import type { CursorPage } from '#main/plugins/channels/wechat-shop/cursor-list.ts';
import { isUnknownOrder } from '#main/plugins/channels/wechat-shop/error-table.ts';
import { OrderAnswer, OrderIdPage } from '#main/plugins/channels/wechat-shop/schemas.ts';
import type { Order, WechatShopContext } from '#main/plugins/channels/wechat-shop/schemas.ts';
import { STATUS } from '#main/plugins/channels/wechat-shop/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

export function pullWechatChanges(
  context: WechatShopContext,
  window: Window,
): AsyncGenerator<PluginResult<ChannelPage>> {
  return pullDetails({
    parts: splitWindow(window, context.config.windowMinutes, context.clock.nowMs()),
    batch: context.config.pageSize,
    concurrency: context.config.detailConcurrency,
    list: (part) => listOrderIds(context, part),
    numberOf: (orderId) => orderId,
    versionOf: () => '',
    readDetail: (orderId) => readOrderBytes(context, orderId),
  });
}

/** Numbers of the orders changed in the window. */
function listOrderIds(context: WechatShopContext, window: Window): Promise<Reply<readonly string[]>> {
  return listUntilSettled((nextKey) => readPage(context, window, nextKey));
}

async function readPage(context: WechatShopContext, window: Window, nextKey: string): Promise<Reply<CursorPage>> {
  const { from, to } = wholeSeconds(window);
  const reply = await readWechat(context, {
    path: '/channels/ec/order/list/get',
    fields: {
      update_time_range: { start_time: from, end_time: to },
      page_size: context.config.pageSize,
      ...(nextKey === '' ? {} : { next_key: nextKey }),
    },
    answer: OrderIdPage,
  });
  if (!reply.ok) return reply;
  const { order_id_list: ids, next_key, has_more: hasMore } = reply.value;
  return { ok: true, value: { ids, nextKey: next_key, hasMore } };
}

/** The list tells numbers only: each order that changed since is read for its time of payment and its amount. */
export function listWechatPaidOrders(
  context: WechatShopContext,
  window: Window,
): Promise<PluginResult<readonly PaidOrder[]>> {
  return listPaidSince(
    {
      minutes: context.config.windowMinutes,
      nowMs: context.clock.nowMs,
      list: (part) => listOrderIds(context, part),
      payments: (ids) => readEach(ids, context.config.detailConcurrency, (orderId) => readPayment(context, orderId)),
    },
    window,
  );
}

async function readPayment(context: WechatShopContext, orderId: string): Promise<Reply<ListedPayment>> {
  const reply = await readOrderNow(context, orderId);
  if (!reply.ok) return reply;
  const { order_id: externalNumber, order_detail } = reply.value;
  const amountMinor = order_detail.price_info.order_price;
  return { ok: true, value: { externalNumber, paidAtMs: payTime(reply.value), amountMinor } };
}

export function payTime(order: Order): number | null {
  return order.status === STATUS.unpaid ? null : (order.order_detail.pay_info?.pay_time ?? null);
}

const AnyOrder = z.looseObject({ order: z.looseObject({}) });

/** One order as sent; its content is read later from the archived bytes. */
function readOrderBytes(context: WechatShopContext, orderId: string): Promise<WechatReply<unknown>> {
  return readWechat(context, detailCall(orderId, AnyOrder));
}

/** One order for a decision that is made at once. */
export async function readOrderNow(context: WechatShopContext, orderId: string): Promise<WechatReply<Order>> {
  const reply = await readWechat(context, detailCall(orderId, OrderAnswer));
  return reply.ok ? { ...reply, value: reply.value.order } : reply;
}

export async function fetchWechatOrder(
  context: WechatShopContext,
  orderId: string,
): Promise<PluginResult<RawChannelMessage | null>> {
  const reply = await readOrderBytes(context, orderId);
  if (reply.ok) return succeeded({ externalNumber: orderId, payload: reply.body });
  return isUnknownOrder(reply.failure.vendorText) ? succeeded(null) : failed(reply.failure);
}

/** Proves id and secret by the list of the last minute. */
export async function findWechatShop(context: WechatShopContext): Promise<PluginResult<{ shopName: string }>> {
  const nowMs = context.clock.nowMs();
  const page = await readPage(context, { fromMs: nowMs - 60_000, toMs: nowMs }, '');
  return page.ok ? succeeded({ shopName: '' }) : failed(page.failure);
}

function detailCall<T>(orderId: string, answer: z.ZodType<T>) {
  return { path: '/channels/ec/order/get', fields: { order_id: orderId }, answer };
}
