import { parseJson } from '#main/lib/http-json.ts';
import { sliceElements } from '#main/lib/http-json-slices.ts';
import type { RawRefundMessage, RefundReading, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { lookupIn, readOrStop, stopReading, unreadable } from '#main/plugins/channels/draft-rules.ts';
import { listWindow, splitWindow } from '#main/plugins/channels/list-window.ts';
import type { ListedPage, Reply, Window } from '#main/plugins/channels/list-window.ts';
import { readXiaohongshu } from '#main/plugins/channels/xiaohongshu/call.ts';
import { AfterSale, AfterSaleList } from '#main/plugins/channels/xiaohongshu/schemas.ts';
import type { XiaohongshuContext } from '#main/plugins/channels/xiaohongshu/schemas.ts';
import { MOST_AFTER_SALES, REFUND_KINDS } from '#main/plugins/channels/xiaohongshu/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { parseDecimalAmount } from '#shared/model/money.ts';

const BY_CHANGE = 2;

/** After-sales cases changed in the window with `afterSale.listAfterSaleInfos`, which counts in milliseconds. */
export async function* pullXiaohongshuRefunds(
  context: XiaohongshuContext,
  window: Window,
): AsyncGenerator<PluginResult<readonly RawRefundMessage[]>> {
  const { windowMinutes, pageSize } = context.config;
  for (const part of splitWindow(window, windowMinutes, context.clock.nowMs())) {
    const listing = await listWindow(
      {
        pageSize,
        mostRows: MOST_AFTER_SALES,
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
  context: XiaohongshuContext,
  window: Window,
  pageNo: number,
): Promise<Reply<ListedPage<RawRefundMessage>>> {
  const { pageSize } = context.config;
  const reply = await readXiaohongshu(context, {
    method: 'afterSale.listAfterSaleInfos',
    fields: { timeType: BY_CHANGE, startTime: window.fromMs, endTime: window.toMs, pageNo, pageSize },
    answer: AfterSaleList,
  });
  if (!reply.ok) return reply;
  const bytes = sliceElements(reply.body, ['data', 'afterSaleBasicInfos']) ?? [];
  const rows = reply.value.afterSaleBasicInfos.map((row, index) => ({
    refundNumber: row.returnsId,
    externalNumber: row.orderId,
    payload: bytes[index] ?? new Uint8Array(),
  }));
  return { ok: true, value: { rows, total: reply.value.totalCount } };
}

/** Reads one archived row of the list. It tells the amount that is asked for, in yuan, and no goods. */
export function readXiaohongshuRefund(
  payload: Uint8Array,
  context: { readonly currency: string; readonly statusMap: readonly StatusMapRow[] },
): RefundReading {
  const parsed = AfterSale.safeParse(parseJson(payload));
  if (!parsed.success) return unreadable('shape', parsed.error.issues[0]?.path.join('.') ?? '');
  const sale = parsed.data;
  const reading = readOrStop(() => {
    const vendorStatus = `case:${sale.status}`;
    const status = lookupIn(context.statusMap, sale.orderId)('refund', vendorStatus);
    return {
      refundNumber: sale.returnsId,
      externalNumber: sale.orderId,
      platformVersionMs: sale.updatedAt,
      platformStatus: vendorStatus,
      state: status.afterSales ?? stopReading('status_map', vendorStatus),
      kind: REFUND_KINDS[sale.returnType] ?? 'other',
      amountMinor:
        parseDecimalAmount(sale.expectedRefundAmountYuan, context.currency) ??
        stopReading('amount', 'expectedRefundAmountYuan'),
      currency: context.currency,
      reason: sale.reasonNameZh,
      requestedAtMs: sale.applyTime,
      lines: [],
      returnTrackingNumber: sale.returnExpressNo,
    };
  });
  return reading.ok ? { ok: true, draft: reading.value } : reading;
}
