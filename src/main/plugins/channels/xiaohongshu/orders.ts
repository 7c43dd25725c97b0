import type { ChannelPage, PaidOrder, RawChannelMessage } from '#main/plugins/channels/channel-connector.ts';
import { listWindow, splitWindow, wholeSeconds } from '#main/plugins/channels/list-window.ts';
import type { ListedPage, Reply, Window } from '#main/plugins/channels/list-window.ts';
import { listPaidSince } from '#main/plugins/channels/paid-since.ts';
import type { ListedPayment } from '#main/plugins/channels/paid-since.ts';
import { pullDetails } from '#main/plugins/channels/pull-details.ts';
import { readXiaohongshu } from '#main/plugins/channels/xiaohongshu/call.ts';
import type { XiaohongshuReply } from '#main/plugins/channels/xiaohongshu/call.ts';
import { isUnknownOrder } from '#main/plugins/channels/xiaohongshu/error-table.ts';
import { Order, OrderList } from '#main/plugins/channels/xiaohongshu/schemas.ts';
import type { OrderRow, XiaohongshuContext } from '#main/plugins/channels/xiaohongshu/schemas.ts';
import { MOST_PAGES, STATUS } from '#main/plugins/channels/xiaohongshu/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

const BY_CHANGE = 2;

export function pullXiaohongshuChanges(
  context: XiaohongshuContext,
  window: Window,
): AsyncGenerator<PluginResult<ChannelPage>> {
  return pullDetails({
    parts: splitWindow(window, context.config.windowMinutes, context.clock.nowMs()),
    batch: context.config.pageSize,
    concurrency: context.config.detailConcurrency,
    list: (part) => listOrders(context, part),
    numberOf: (row) => row.orderId,
    versionOf: (row) => String(row.updateTime),
    readDetail: (orderId) => readOrderBytes(context, orderId),
  });
}

/** All orders changed in the window; the platform itself asks for the last page first. */
function listOrders(context: XiaohongshuContext, window: Window): Promise<Reply<readonly OrderRow[]>> {
  const { pageSize } = context.config;
  return listWindow(
    {
      pageSize,
      mostRows: MOST_PAGES * pageSize,
      readPage: (part, pageNo) => readPage(context, part, pageNo),
      keyOf: (row) => row.orderId,
    },
    window,
  );
}

/** Asks in seconds and is answered in milliseconds. */
async function readPage(
  context: XiaohongshuContext,
  window: Window,
  pageNo: number,
): Promise<Reply<ListedPage<OrderRow>>> {
  const { from, to } = wholeSeconds(window);
  const reply = await readXiaohongshu(context, {
    method: 'order.getOrderList',
    fields: { timeType: BY_CHANGE, startTime: from, endTime: to, pageNo, pageSize: context.config.pageSize },
    answer: OrderList,
  });
  return reply.ok ? { ok: true, value: { rows: reply.value.orderList, total: reply.value.total } } : reply;
}

/** The list tells the time of payment, so no order has to be read; it tells no amount. */
export function listXiaohongshuPaidOrders(
  context: XiaohongshuContext,
  window: Window,
): Promise<PluginResult<readonly PaidOrder[]>> {
  return listPaidSince(
    {
      minutes: context.config.windowMinutes,
      nowMs: context.clock.nowMs,
      list: (part) => listOrders(context, part),
      payments: async (rows) => ({ ok: true, value: rows.map(paymentOf) }),
    },
    window,
  );
}

function paymentOf({ orderId, orderStatus, paidTime }: OrderRow): ListedPayment {
  return { externalNumber: orderId, paidAtMs: orderStatus === STATUS.unpaid ? null : paidTime, amountMinor: null };
}

const AnyOrder = z.looseObject({ orderId: z.string() });

/** One order as sent; its content is read later from the archived bytes. */
function readOrderBytes(context: XiaohongshuContext, orderId: string): Promise<XiaohongshuReply<unknown>> {
  return readXiaohongshu(context, detailCall(orderId, AnyOrder));
}

/** One order for a decision that is made at once (shipping). */
export function readOrderNow(context: XiaohongshuContext, orderId: string): Promise<XiaohongshuReply<Order>> {
  return readXiaohongshu(context, detailCall(orderId, Order));
}

export async function fetchXiaohongshuOrder(
  context: XiaohongshuContext,
  orderId: string,
): Promise<PluginResult<RawChannelMessage | null>> {
  const reply = await readOrderBytes(context, orderId);
  if (reply.ok) return succeeded({ externalNumber: orderId, payload: reply.body });
  return isUnknownOrder(reply.failure.vendorCode) ? succeeded(null) : failed(reply.failure);
}

/** Proves id, secret and token by the list of the last minute; none of the calls tells the shop's name. */
export async function findXiaohongshuShop(context: XiaohongshuContext): Promise<PluginResult<{ shopName: string }>> {
  const nowMs = context.clock.nowMs();
  const reply = await readPage(context, { fromMs: nowMs - 60_000, toMs: nowMs }, 1);
  return reply.ok ? succeeded({ shopName: '' }) : failed(reply.failure);
}

function detailCall<T>(orderId: string, answer: z.ZodType<T>) {
  return { method: 'order.getOrderDetail', fields: { orderId }, answer };
}
