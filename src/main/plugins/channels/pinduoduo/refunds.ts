import { parseJson } from '#main/lib/http-json.ts';
import { sliceElements } from '#main/lib/http-json-slices.ts';
import type { RawRefundMessage, RefundReading, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { unreadable } from '#main/plugins/channels/draft-rules.ts';
import { readPdd } from '#main/plugins/channels/pinduoduo/call.ts';
import { PddRefund, RefundsAnswer } from '#main/plugins/channels/pinduoduo/schemas.ts';
import type { PinduoduoContext, RefundRow } from '#main/plugins/channels/pinduoduo/schemas.ts';
import { PDD_OFFSET_MINUTES, REFUND_KINDS } from '#main/plugins/channels/pinduoduo/units.ts';
import { listWindow, splitWindow } from '#main/plugins/channels/list-window.ts';
import { wholeSeconds } from '#main/plugins/channels/pinduoduo/whole-seconds.ts';
import type { ListedPage, Reply, WholeRow, Window } from '#main/plugins/channels/list-window.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { parseDecimalAmount } from '#shared/model/money.ts';
import { parseFixedOffset } from '#shared/model/time.ts';
import type { z } from 'zod';

type Row = z.infer<typeof RefundRow>;

const ALL_TYPES = '1';
/** Windows of `pdd.refund.list.increment.get` are half an hour at most. */
const SPAN_MINUTES = 30;

/** After-sales cases by their time of change, part by part, with the manners of the pull of orders. */
export async function* pullPinduoduoRefunds(
  context: PinduoduoContext,
  window: Window,
): AsyncGenerator<PluginResult<readonly RawRefundMessage[]>> {
  const settledMs = context.clock.nowMs() - context.config.settleSeconds * 1000;
  for (const part of splitWindow(window, SPAN_MINUTES, settledMs)) {
    const listing = await listRefunds(context, part);
    if (!listing.ok) return yield failed(listing.failure);
    yield succeeded(
      listing.value.map(({ row, payload }) => ({ refundNumber: row.id, externalNumber: row.order_sn, payload })),
    );
  }
}

function listRefunds(context: PinduoduoContext, window: Window) {
  const readPage = async (part: Window, page: number): Promise<Reply<ListedPage<WholeRow<Row>>>> => {
    const { from, to } = wholeSeconds(part, SPAN_MINUTES);
    const reply = await readPdd(context, {
      type: 'pdd.refund.list.increment.get',
      root: 'refund_increment_get_response',
      parameters: {
        start_updated_at: from,
        end_updated_at: to,
        after_sales_status: String(context.config.refundStatusFilter),
        after_sales_type: ALL_TYPES,
        page: String(page),
        page_size: String(context.config.pageSize),
      },
      answer: RefundsAnswer,
    });
    if (!reply.ok) return reply;
    const bytes = sliceElements(reply.body, ['refund_list']) ?? [];
    const rows = (reply.value.refund_list ?? []).map((row, index) => ({
      row,
      payload: bytes[index] ?? new Uint8Array(),
    }));
    return { ok: true, value: { rows, total: reply.value.total_count } };
  };
  return listWindow({ pageSize: context.config.pageSize, keyOf: ({ row }) => row.id, readPage }, window);
}

/** Reads one archived case. The number on it is the buyer's parcel once goods come back. */
export function readPinduoduoRefund(
  payload: Uint8Array,
  context: { readonly currency: string; readonly statusMap: readonly StatusMapRow[] },
): RefundReading {
  const parsed = PddRefund.safeParse(parseJson(payload));
  if (!parsed.success) return unreadable('shape', parsed.error.issues[0]?.path.join('.') ?? '');
  const refund = parsed.data;
  const vendorStatus = `after_sales=${refund.after_sales_status}`;
  const state = context.statusMap.find((row) => row.axis === 'refund' && row.vendorStatus === vendorStatus)?.afterSales;
  if (!state) {
    const data = { axis: 'refund', vendorStatus, externalNumber: refund.order_sn };
    return { ok: false, code: 'ERR_CHANNEL_STATUS_UNMAPPED', data };
  }
  const amountMinor = parseDecimalAmount(refund.refund_amount, context.currency);
  if (amountMinor === null) return unreadable('amount', 'refund_amount');
  const updatedMs = parseFixedOffset(refund.updated_time, PDD_OFFSET_MINUTES);
  if (updatedMs === null) return unreadable('time', 'updated_time');
  const kind = REFUND_KINDS[refund.after_sales_type] ?? 'other';
  const isWholeLine = Number.isSafeInteger(refund.goods_number) && refund.goods_number > 0 && refund.sku_id !== '';
  return {
    ok: true,
    draft: {
      refundNumber: refund.id,
      externalNumber: refund.order_sn,
      platformVersionMs: updatedMs,
      platformStatus: vendorStatus,
      state,
      kind,
      amountMinor,
      currency: context.currency,
      reason: refund.after_sale_reason,
      requestedAtMs: parseFixedOffset(refund.created_time, PDD_OFFSET_MINUTES),
      lines: isWholeLine ? [{ externalLineId: refund.sku_id, quantity: refund.goods_number }] : [],
      // Of the parcel to the buyer while nothing comes back.
      returnTrackingNumber: kind === 'refund_only' ? '' : refund.tracking_number,
    },
  };
}
