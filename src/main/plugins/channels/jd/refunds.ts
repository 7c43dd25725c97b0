import { parseJson } from '#main/lib/http-json.ts';
import { sliceElements } from '#main/lib/http-json-slices.ts';
import type { RawRefundMessage, RefundReading, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { lookupIn, readOrStop, stopReading, unreadable } from '#main/plugins/channels/draft-rules.ts';
import { readJd } from '#main/plugins/channels/jd/call.ts';
import { ServicePage, ServiceRow, VenderAnswer } from '#main/plugins/channels/jd/schemas.ts';
import type { JdContext } from '#main/plugins/channels/jd/schemas.ts';
import { JD_OFFSET_MINUTES, REFUND_KINDS } from '#main/plugins/channels/jd/units.ts';
import { listWindow, splitWindow } from '#main/plugins/channels/list-window.ts';
import type { ListedPage, Reply, Window } from '#main/plugins/channels/list-window.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { parseDecimalAmount } from '#shared/model/money.ts';
import { formatFixedOffset, parseFixedOffset } from '#shared/model/time.ts';

/**
 * After-sales services changed in the window, with `jingdong.asc.query.list`. Its parameters and fields are those of JD's
 * published SDK; that both ends of the window count is not confirmed.
 */
export async function* pullJdRefunds(
  context: JdContext,
  window: Window,
): AsyncGenerator<PluginResult<readonly RawRefundMessage[]>> {
  const vender = await readVender(context);
  if (!vender.ok) return yield failed(vender.failure);
  for (const part of splitWindow(window, context.config.windowMinutes, context.clock.nowMs())) {
    const listing = await listWindow(
      {
        pageSize: context.config.pageSize,
        readPage: (within, pageNo) => readPage(context, vender.value, within, pageNo),
        keyOf: (row) => row.refundNumber,
      },
      part,
    );
    if (!listing.ok) return yield failed(listing.failure);
    if (listing.value.length > 0) yield succeeded(listing.value);
  }
}

/** The merchant's number, which the after-sales calls want. */
async function readVender(context: JdContext): Promise<Reply<string>> {
  const reply = await readJd(context, {
    method: 'jingdong.seller.vender.info.get',
    parameters: {},
    answer: VenderAnswer,
  });
  return reply.ok ? { ok: true, value: reply.value.vender_info_result.vender_id } : reply;
}

async function readPage(
  context: JdContext,
  buId: string,
  window: Window,
  pageNo: number,
): Promise<Reply<ListedPage<RawRefundMessage>>> {
  const { operatorName, pageSize } = context.config;
  const reply = await readJd(context, {
    method: 'jingdong.asc.query.list',
    parameters: {
      buId,
      operatePin: operatorName,
      operateNick: operatorName,
      updateTimeBegin: formatFixedOffset(window.fromMs, JD_OFFSET_MINUTES),
      updateTimeEnd: formatFixedOffset(Math.ceil(window.toMs / 1000) * 1000, JD_OFFSET_MINUTES),
      pageNumber: String(pageNo),
      pageSize: String(pageSize),
    },
    answer: ServicePage,
  });
  if (!reply.ok) return reply;
  const bytes = sliceElements(reply.body, ['pageResult', 'data']) ?? [];
  const rows = (reply.value.pageResult.data ?? []).map((row, index) => ({
    refundNumber: row.serviceId,
    externalNumber: row.orderId,
    payload: bytes[index] ?? new Uint8Array(),
  }));
  return { ok: true, value: { rows, total: reply.value.pageResult.totalCount } };
}

/**
 * Reads one archived row of `jingdong.asc.query.list`. The numbers of the states are not published, their names speak for
 * themselves: those stand in the status table. That a service is done does not say that money went back.
 */
export function readJdRefund(
  payload: Uint8Array,
  context: { readonly currency: string; readonly statusMap: readonly StatusMapRow[] },
): RefundReading {
  const parsed = ServiceRow.safeParse(parseJson(payload));
  if (!parsed.success) return unreadable('shape', parsed.error.issues[0]?.path.join('.') ?? '');
  const row = parsed.data;
  const reading = readOrStop(() => {
    const vendorStatus = row.serviceStatusName === '' ? row.serviceStatus : row.serviceStatusName;
    const status = lookupIn(context.statusMap, row.orderId)('refund', vendorStatus);
    const appliedMs = momentOf(row.applyTime);
    const amountMinor = row.actualPayPrice === '' ? 0 : parseDecimalAmount(row.actualPayPrice, context.currency);
    return {
      refundNumber: row.serviceId,
      externalNumber: row.orderId,
      platformVersionMs: momentOf(row.updateDate ?? row.updateTime) ?? appliedMs ?? stopReading('time', 'updateDate'),
      platformStatus: vendorStatus,
      state: status.afterSales ?? stopReading('status_map', vendorStatus),
      kind: REFUND_KINDS[row.customerExpect] ?? 'other',
      amountMinor: amountMinor ?? stopReading('amount', 'actualPayPrice'),
      currency: context.currency,
      reason: row.questionTypeCid1Name,
      requestedAtMs: appliedMs,
      lines: row.skuId !== '' && row.wareNum ? [{ externalLineId: row.skuId, quantity: row.wareNum }] : [],
      returnTrackingNumber: row.expressCode,
    };
  });
  return reading.ok ? { ok: true, draft: reading.value } : reading;
}

/** Times come as ms since 1970, or as text. */
function momentOf(value: string | number | null | undefined): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? value : null;
  return value ? parseFixedOffset(value, JD_OFFSET_MINUTES) : null;
}
