import { parseJson } from '#main/lib/http-json.ts';
import { sliceElements } from '#main/lib/http-json-slices.ts';
import type { RawRefundMessage, RefundReading, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { readDouyin } from '#main/plugins/channels/douyin/call.ts';
import { AfterSale, AfterSaleList } from '#main/plugins/channels/douyin/schemas.ts';
import type { DouyinContext } from '#main/plugins/channels/douyin/schemas.ts';
import { MOST_REFUNDS, REFUND_KINDS } from '#main/plugins/channels/douyin/units.ts';
import { lookupIn, readOrStop, stopReading, unreadable } from '#main/plugins/channels/draft-rules.ts';
import { listWindow, splitWindow, wholeSeconds } from '#main/plugins/channels/list-window.ts';
import type { ListedPage, Reply, Window } from '#main/plugins/channels/list-window.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/** After-sales cases changed in the window, each as the list sent it: the list tells all that is read of a case. */
export async function* pullDouyinRefunds(
  context: DouyinContext,
  window: Window,
): AsyncGenerator<PluginResult<readonly RawRefundMessage[]>> {
  const { windowMinutes, pageSize } = context.config;
  for (const part of splitWindow(window, windowMinutes, context.clock.nowMs())) {
    const listing = await listWindow(
      {
        pageSize,
        mostRows: MOST_REFUNDS,
        readPage: (within, pageNo) => readPage(context, within, pageNo),
        keyOf: (row) => row.refundNumber,
      },
      part,
    );
    if (!listing.ok) return yield failed(listing.failure);
    if (listing.value.length > 0) yield succeeded(listing.value);
  }
}

async function readPage(
  context: DouyinContext,
  window: Window,
  pageNo: number,
): Promise<Reply<ListedPage<RawRefundMessage>>> {
  const { from, to } = wholeSeconds(window);
  const reply = await readDouyin(context, {
    method: 'afterSale.List',
    params: {
      update_start_time: from,
      update_end_time: to,
      order_by: ['update_time desc'],
      page: pageNo - 1,
      size: context.config.pageSize,
    },
    answer: AfterSaleList,
  });
  if (!reply.ok) return reply;
  const bytes = sliceElements(reply.body, ['data', 'items']) ?? [];
  const rows = reply.value.items.map((item, index) => ({
    refundNumber: item.aftersale_info.aftersale_id,
    externalNumber: item.order_info.shop_order_id,
    payload: bytes[index] ?? new Uint8Array(),
  }));
  return { ok: true, value: { rows, total: reply.value.total } };
}

/** Reads one archived row of `afterSale.List`. */
export function readDouyinRefund(
  payload: Uint8Array,
  context: { currency: string; statusMap: readonly StatusMapRow[] },
): RefundReading {
  const parsed = AfterSale.safeParse(parseJson(payload));
  if (!parsed.success) return unreadable('shape', parsed.error.issues[0]?.path.join('.') ?? '');
  const { aftersale_info: info, order_info: order, text_part: text } = parsed.data;
  const reading = readOrStop(() => {
    const status = lookupIn(context.statusMap, order.shop_order_id)('refund', info.aftersale_status);
    return {
      refundNumber: info.aftersale_id,
      externalNumber: order.shop_order_id,
      platformVersionMs: info.update_time,
      platformStatus: info.aftersale_status,
      state: status.afterSales ?? stopReading('status_map', info.aftersale_status),
      kind: REFUND_KINDS[info.aftersale_type] ?? 'other',
      amountMinor: info.refund_amount + info.refund_post_amount,
      currency: context.currency,
      reason: text?.reason_text ?? '',
      requestedAtMs: info.apply_time,
      lines: order.related_order_info.flatMap((line) => {
        const quantity = line.aftersale_item_num || line.item_num;
        return quantity ? [{ externalLineId: line.sku_order_id, quantity }] : [];
      }),
      returnTrackingNumber: info.return_logistics_code,
    };
  });
  return reading.ok ? { ok: true, draft: reading.value } : reading;
}
