import { parseJson } from '#main/lib/http-json.ts';
import { sliceElements } from '#main/lib/http-json-slices.ts';
import type { RawRefundMessage, RefundReading, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { lookupIn, readOrStop, stopReading, unreadable } from '#main/plugins/channels/draft-rules.ts';
import { listWindow, splitWindow } from '#main/plugins/channels/list-window.ts';
import type { ListedPage, Reply, WholeRow, Window } from '#main/plugins/channels/list-window.ts';
import { readTop } from '#main/plugins/channels/taobao/call.ts';
import { Refund, RefundList } from '#main/plugins/channels/taobao/schemas.ts';
import type { RefundRow, TaobaoContext } from '#main/plugins/channels/taobao/schemas.ts';
import { countedPage, modifiedWithin } from '#main/plugins/channels/taobao/trade-list.ts';
import { REFUND_FIELDS, REFUND_KINDS, TOP_OFFSET_MINUTES } from '#main/plugins/channels/taobao/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { parseDecimalAmount } from '#shared/model/money.ts';
import { parseFixedOffset } from '#shared/model/time.ts';

const LIST = 'taobao.refunds.receive.get';

/** Refunds modified in the window, with the manners of the pull of orders. The list tells all that is read of one. */
export async function* pullTaobaoRefunds(
  context: TaobaoContext,
  window: Window,
): AsyncGenerator<PluginResult<readonly RawRefundMessage[]>> {
  for (const part of splitWindow(window, context.config.windowMinutes, context.clock.nowMs())) {
    const listing = await listWindow(
      {
        pageSize: context.config.pageSize,
        readPage: (within, pageNo) => readPage(context, within, pageNo),
        keyOf: ({ row }) => row.refund_id,
      },
      part,
    );
    if (!listing.ok) return yield failed(listing.failure);
    if (listing.value.length === 0) continue;
    yield succeeded(
      listing.value.map(({ row, payload }) => ({ refundNumber: row.refund_id, externalNumber: row.tid, payload })),
    );
  }
}

async function readPage(
  context: TaobaoContext,
  window: Window,
  pageNo: number,
): Promise<Reply<ListedPage<WholeRow<RefundRow>>>> {
  const reply = await readTop(context, {
    method: LIST,
    parameters: { fields: REFUND_FIELDS, ...modifiedWithin(window), ...countedPage(pageNo, context.config.pageSize) },
    answer: RefundList,
  });
  if (!reply.ok) return reply;
  const bytes = sliceElements(reply.body, ['refunds_receive_get_response', 'refunds', 'refund']) ?? [];
  const rows = (reply.value.refunds?.refund ?? []).map((row, index) => ({
    row,
    payload: bytes[index] ?? new Uint8Array(),
  }));
  return { ok: true, value: { rows, total: reply.value.total_results } };
}

/** Reads one archived row of `taobao.refunds.receive.get`. A refund belongs to one sub-order. */
export function readTaobaoRefund(
  payload: Uint8Array,
  context: { readonly currency: string; readonly statusMap: readonly StatusMapRow[] },
): RefundReading {
  const parsed = Refund.safeParse(parseJson(payload));
  if (!parsed.success) return unreadable('shape', parsed.error.issues[0]?.path.join('.') ?? '');
  const refund = parsed.data;
  const reading = readOrStop(() => {
    const status = lookupIn(context.statusMap, refund.tid)('refund', refund.status);
    return {
      refundNumber: refund.refund_id,
      externalNumber: refund.tid,
      platformVersionMs: parseFixedOffset(refund.modified, TOP_OFFSET_MINUTES) ?? stopReading('time', 'modified'),
      platformStatus: refund.status,
      state: status.afterSales ?? stopReading('status_map', refund.status),
      kind: kindOf(refund),
      amountMinor: parseDecimalAmount(refund.refund_fee, context.currency) ?? stopReading('amount', 'refund_fee'),
      currency: context.currency,
      reason: refund.reason,
      requestedAtMs: parseFixedOffset(refund.created, TOP_OFFSET_MINUTES),
      lines: refund.oid && refund.num ? [{ externalLineId: refund.oid, quantity: refund.num }] : [],
      returnTrackingNumber: refund.sid,
    };
  });
  return reading.ok ? { ok: true, draft: reading.value } : reading;
}

function kindOf(refund: Refund): 'refund_only' | 'return_and_refund' | 'exchange' | 'resend' | 'repair' | 'other' {
  if (refund.dispute_type !== '') return REFUND_KINDS[refund.dispute_type] ?? 'other';
  if (refund.has_good_return === true) return 'return_and_refund';
  return refund.has_good_return === false ? 'refund_only' : 'other';
}
