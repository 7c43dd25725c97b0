import { readEach } from '#main/plugins/channels/read-each.ts';
import { parseJson } from '#main/lib/http-json.ts';
import type { RawRefundMessage, RefundReading, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { lookupIn, readOrStop, stopReading, unreadable } from '#main/plugins/channels/draft-rules.ts';
import { splitWindow, wholeSeconds } from '#main/plugins/channels/list-window.ts';
import type { Reply, Window } from '#main/plugins/channels/list-window.ts';
import { readWechat } from '#main/plugins/channels/wechat-shop/call.ts';
import { listUntilSettled } from '#main/plugins/channels/wechat-shop/cursor-list.ts';
import { AfterSaleAnswer, AfterSaleIdPage, AfterSaleRow } from '#main/plugins/channels/wechat-shop/schemas.ts';
import type { WechatShopContext } from '#main/plugins/channels/wechat-shop/schemas.ts';
import { AFTER_SALES_WINDOW_MINUTES, REFUND_KINDS } from '#main/plugins/channels/wechat-shop/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/** After-sales cases changed in the window: their numbers from the list, then each in full. */
export async function* pullWechatRefunds(
  context: WechatShopContext,
  window: Window,
): AsyncGenerator<PluginResult<readonly RawRefundMessage[]>> {
  const minutes = Math.min(context.config.windowMinutes, AFTER_SALES_WINDOW_MINUTES);
  for (const part of splitWindow(window, minutes, context.clock.nowMs())) {
    const numbers = await listCases(context, part);
    if (!numbers.ok) return yield failed(numbers.failure);
    const cases = await readEach(numbers.value, context.config.detailConcurrency, (number) =>
      readCase(context, number),
    );
    if (!cases.ok) return yield failed(cases.failure);
    if (cases.value.length > 0) yield succeeded(cases.value);
  }
}

function listCases(context: WechatShopContext, window: Window): Promise<Reply<readonly string[]>> {
  const { from, to } = wholeSeconds(window);
  return listUntilSettled(async (nextKey) => {
    const reply = await readWechat(context, {
      path: '/channels/ec/aftersale/getaftersalelist',
      fields: { begin_update_time: from, end_update_time: to, next_key: nextKey },
      answer: AfterSaleIdPage,
    });
    if (!reply.ok) return reply;
    const { after_sale_order_id_list: ids, next_key, has_more: hasMore } = reply.value;
    return { ok: true, value: { ids, nextKey: next_key, hasMore } };
  });
}

async function readCase(context: WechatShopContext, refundNumber: string): Promise<Reply<RawRefundMessage>> {
  const reply = await readWechat(context, {
    path: '/channels/ec/aftersale/getaftersaleorder',
    fields: { after_sale_order_id: refundNumber },
    answer: AfterSaleRow,
  });
  if (!reply.ok) return reply;
  const externalNumber = reply.value.after_sale_order.order_id;
  return { ok: true, value: { refundNumber, externalNumber, payload: reply.body } };
}

/** Reads an archived answer of `/channels/ec/aftersale/getaftersaleorder`. */
export function readWechatRefund(
  payload: Uint8Array,
  context: { readonly currency: string; readonly statusMap: readonly StatusMapRow[] },
): RefundReading {
  const parsed = AfterSaleAnswer.safeParse(parseJson(payload));
  if (!parsed.success) return unreadable('shape', parsed.error.issues[0]?.path.join('.') ?? '');
  const sale = parsed.data.after_sale_order;
  const reading = readOrStop(() => {
    const status = lookupIn(context.statusMap, sale.order_id)('refund', sale.status);
    const goods = sale.product_info;
    return {
      refundNumber: sale.after_sale_order_id,
      externalNumber: sale.order_id,
      platformVersionMs: sale.update_time,
      platformStatus: sale.status,
      state: status.afterSales ?? stopReading('status_map', sale.status),
      kind: REFUND_KINDS[sale.type] ?? 'other',
      amountMinor: sale.refund_info?.amount ?? 0,
      currency: context.currency,
      reason: sale.reason_text,
      requestedAtMs: sale.create_time,
      lines: goods?.count ? [{ externalLineId: `${goods.product_id}:${goods.sku_id}`, quantity: goods.count }] : [],
      returnTrackingNumber: sale.return_info?.waybill_id ?? '',
    };
  });
  return reading.ok ? { ok: true, draft: reading.value } : reading;
}
