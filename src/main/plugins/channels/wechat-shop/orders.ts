import { inParallel } from '#main/lib/http-parallel.ts';
import type { ChannelPage, RawChannelMessage } from '#main/plugins/channels/channel-connector.ts';
import { splitWindow, wholeSeconds } from '#main/plugins/channels/list-window.ts';
import type { Reply, Window } from '#main/plugins/channels/list-window.ts';
import { pullDetails, readUpToNow } from '#main/plugins/channels/pull-details.ts';
import { readWechat } from '#main/plugins/channels/wechat-shop/call.ts';
import type { WechatReply } from '#main/plugins/channels/wechat-shop/call.ts';
import { isUnknownOrder } from '#main/plugins/channels/wechat-shop/error-table.ts';
import { OrderAnswer, OrderIdPage } from '#main/plugins/channels/wechat-shop/schemas.ts';
import type { Order, WechatShopContext } from '#main/plugins/channels/wechat-shop/schemas.ts';
import { STATUS } from '#main/plugins/channels/wechat-shop/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

/** A list of several pages is read again until nothing new appears, at most so often. */
const PASSES = 4;

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

/**
 * Numbers of the orders changed in the window. The list is paged by a cursor and tells neither order nor total, so that
 * nobody can tell whether one was skipped while others moved: several pages are read again until a pass adds nothing.
 */
async function listOrderIds(context: WechatShopContext, window: Window): Promise<Reply<readonly string[]>> {
  const known = new Set<string>();
  for (let pass = 1; pass <= PASSES; pass += 1) {
    const before = known.size;
    const pages = await readPages(context, window, known);
    if (!pages.ok) return pages;
    if (pages.value <= 1 || (pass > 1 && known.size === before)) return { ok: true, value: [...known] };
  }
  const vendorText = `orders still appeared in pass ${PASSES}`;
  return {
    ok: false,
    failure: { kind: 'retry', code: 'ERR_CHANNEL_WINDOW_DRIFTED', retryAfterMs: null, vendorCode: null, vendorText },
  };
}

/** @returns the number of pages; their orders are added to `known` */
async function readPages(context: WechatShopContext, window: Window, known: Set<string>): Promise<Reply<number>> {
  const { from, to } = wholeSeconds(window);
  let nextKey = '';
  for (let page = 1; ; page += 1) {
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
    for (const orderId of reply.value.order_id_list) known.add(orderId);
    const { has_more: hasMore, next_key: key } = reply.value;
    if (!hasMore || key === '' || key === nextKey) return { ok: true, value: page };
    nextKey = key;
  }
}

/** The list tells numbers only: each order that changed since is read for its time of payment. */
export async function listWechatPaidNumbers(
  context: WechatShopContext,
  window: Window,
): Promise<PluginResult<readonly string[]>> {
  const paid = new Set<string>();
  const done = await readUpToNow(window.fromMs, context.clock.nowMs, async (changed) => {
    let seen = 0;
    for (const part of splitWindow(changed, context.config.windowMinutes, changed.toMs)) {
      const listing = await listOrderIds(context, part);
      if (!listing.ok) return listing;
      seen += listing.value.length;
      const orders = await inParallel(
        listing.value,
        context.config.detailConcurrency,
        (orderId) => readOrderNow(context, orderId),
        (reply) => !reply.ok,
      );
      for (const reply of orders) {
        if (!reply.ok) return reply;
        const atMs = payTime(reply.value);
        if (atMs !== null && atMs >= window.fromMs && atMs < window.toMs) paid.add(reply.value.order_id);
      }
    }
    return { ok: true, value: seen };
  });
  return done.ok ? succeeded([...paid]) : failed(done.failure);
}

export function payTime(order: Order): number | null {
  return order.status === STATUS.unpaid ? null : (order.order_detail.pay_info?.pay_time ?? null);
}

/** One order as sent; its content is read later from the archived bytes. */
function readOrderBytes(context: WechatShopContext, orderId: string): Promise<WechatReply<unknown>> {
  return readWechat(context, detailCall(orderId, z.looseObject({ order: z.looseObject({}) })));
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
  const pages = await readPages(context, { fromMs: nowMs - 60_000, toMs: nowMs }, new Set());
  return pages.ok ? succeeded({ shopName: '' }) : failed(pages.failure);
}

function detailCall<T>(orderId: string, answer: z.ZodType<T>) {
  return { path: '/channels/ec/order/get', fields: { order_id: orderId }, answer };
}
