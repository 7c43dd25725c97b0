import type { PaidOrder } from '#main/plugins/channels/channel-connector.ts';
import { inParallel } from '#main/lib/http-parallel.ts';
import { parseJson } from '#main/lib/http-json.ts';
import { readTradeBytes } from '#main/plugins/channels/taobao/trade-detail.ts';
import { listTrades, splitWindow } from '#main/plugins/channels/taobao/trade-list.ts';
import type { Window } from '#main/plugins/channels/taobao/trade-list.ts';
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

/** Rounds of catching up with orders that changed while the list was read; each is much shorter than the one before. */
const CATCH_UP_ROUNDS = 6;

/**
 * TOP has no query by time of payment. Paying modifies the order, so an order paid in the window was modified at or after
 * its start: all such orders are listed up to now and the paid ones picked by `pay_time`. What changes meanwhile leaves
 * the list only towards now and is caught by the next round.
 */
export async function listTaobaoPaidOrders(
  context: TaobaoContext,
  window: Window,
): Promise<PluginResult<readonly PaidOrder[]>> {
  const paid = new Map<string, PaidOrder>();
  let fromMs = window.fromMs;
  for (let round = 0; round < CATCH_UP_ROUNDS; round += 1) {
    const untilMs = context.clock.nowMs();
    let seen = 0;
    for (const part of splitWindow({ fromMs, toMs: untilMs }, context.config.windowMinutes, untilMs)) {
      const listing = await listTrades(context, part);
      if (!listing.ok) return failed(listing.failure);
      seen += listing.rows.length;
      const found = await paidWithin(context, listing.rows, window);
      if (!found.ok) return failed(found.failure);
      for (const order of found.orders) paid.set(order.externalNumber, order);
    }
    if (seen === 0 || context.clock.nowMs() === untilMs) break;
    fromMs = untilMs;
  }
  return succeeded([...paid.values()]);
}

export async function listTaobaoPaidNumbers(
  context: TaobaoContext,
  window: Window,
): Promise<PluginResult<readonly string[]>> {
  const listed = await listTaobaoPaidOrders(context, window);
  return listed.ok ? succeeded(listed.value.map((order) => order.externalNumber)) : listed;
}

async function paidWithin(
  context: TaobaoContext,
  rows: readonly TradeRow[],
  window: Window,
): Promise<{ ok: true; orders: readonly PaidOrder[] } | { ok: false; failure: PluginFailure }> {
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
  return { ok: true, orders };
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
