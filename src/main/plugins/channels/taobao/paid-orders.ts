import type { PaidOrder } from '#main/plugins/channels/channel-connector.ts';
import { inParallel } from '#main/lib/http-parallel.ts';
import { parseJson } from '#main/lib/http-json.ts';
import { readTradeBytes } from '#main/plugins/channels/taobao/trade-detail.ts';
import { splitWindow } from '#main/plugins/channels/list-window.ts';
import type { Reply, Window } from '#main/plugins/channels/list-window.ts';
import { readUpToNow } from '#main/plugins/channels/pull-details.ts';
import { listTrades } from '#main/plugins/channels/taobao/trade-list.ts';
import type { TaobaoContext, TradeRow } from '#main/plugins/channels/taobao/schemas.ts';
import { TAOBAO_STATUS_MAP, TOP_OFFSET_MINUTES } from '#main/plugins/channels/taobao/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';
import { parseDecimalAmount } from '#shared/model/money.ts';
import { parseFixedOffset } from '#shared/model/time.ts';
import { z } from 'zod';

const PaidTime = z.object({
  trade_fullinfo_get_response: z.object({
    trade: z.object({ pay_time: z.string().nullish(), payment: z.string().nullish() }),
  }),
});
const UNPAID = new Set(
  TAOBAO_STATUS_MAP.filter((row) => row.axis === 'order' && row.payment === 'awaited').map((row) => row.vendorStatus),
);

/** TOP has no query by time of payment: all orders that changed since are listed and the paid ones picked by `pay_time`. */
export async function listTaobaoPaidOrders(
  context: TaobaoContext,
  window: Window,
): Promise<PluginResult<readonly PaidOrder[]>> {
  const paid = new Map<string, PaidOrder>();
  const done = await readUpToNow(window.fromMs, context.clock.nowMs, async (changed) => {
    let seen = 0;
    for (const part of splitWindow(changed, context.config.windowMinutes, changed.toMs)) {
      const listing = await listTrades(context, part);
      if (!listing.ok) return listing;
      seen += listing.value.length;
      const found = await paidWithin(context, listing.value, window);
      if (!found.ok) return found;
      for (const order of found.value) paid.set(order.externalNumber, order);
    }
    return { ok: true, value: seen };
  });
  return done.ok ? succeeded([...paid.values()]) : failed(done.failure);
}

async function paidWithin(
  context: TaobaoContext,
  rows: readonly TradeRow[],
  window: Window,
): Promise<Reply<readonly PaidOrder[]>> {
  const candidates = rows.filter((row) => !UNPAID.has(row.status));
  const times = await inParallel(
    candidates,
    context.config.detailConcurrency,
    (row) => payTime(context, row),
    (time) => !time.ok,
  );
  const failure = times.find((time) => !time.ok);
  if (failure) return failure;
  const orders = times.flatMap((time) => {
    const paidAtMs = time.ok ? parseFixedOffset(time.text, TOP_OFFSET_MINUTES) : null;
    if (!time.ok || paidAtMs === null || paidAtMs < window.fromMs || paidAtMs >= window.toMs) return [];
    return [{ externalNumber: time.tid, paidAtMs, amountMinor: parseDecimalAmount(time.payment, context.currency) }];
  });
  return { ok: true, value: orders };
}

/** Lists may leave `pay_time` out; the order itself tells it then. */
async function payTime(
  context: TaobaoContext,
  row: TradeRow,
): Promise<{ ok: true; tid: string; text: string; payment: string } | { ok: false; failure: PluginFailure }> {
  if (row.payTime !== '') return { ok: true, tid: row.tid, text: row.payTime, payment: row.payment };
  const reply = await readTradeBytes(context, row.tid);
  if (!reply.ok) return reply;
  const trade = PaidTime.safeParse(parseJson(reply.body)).data?.trade_fullinfo_get_response.trade;
  return { ok: true, tid: row.tid, text: trade?.pay_time ?? '', payment: trade?.payment ?? '' };
}
