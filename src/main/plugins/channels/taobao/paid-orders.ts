import type { PaidOrder } from '#main/plugins/channels/channel-connector.ts';
import { parseJson } from '#main/lib/http-json.ts';
import { readTradeBytes } from '#main/plugins/channels/taobao/trade-detail.ts';
import type { Reply, Window } from '#main/plugins/channels/list-window.ts';
import { listPaidSince } from '#main/plugins/channels/paid-since.ts';
import type { ListedPayment } from '#main/plugins/channels/paid-since.ts';
import { readEach } from '#main/plugins/channels/read-each.ts';
import { listTrades } from '#main/plugins/channels/taobao/trade-list.ts';
import type { TaobaoContext, TradeRow } from '#main/plugins/channels/taobao/schemas.ts';
import { TAOBAO_STATUS_MAP, TOP_OFFSET_MINUTES } from '#main/plugins/channels/taobao/units.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
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
export function listTaobaoPaidOrders(
  context: TaobaoContext,
  window: Window,
): Promise<PluginResult<readonly PaidOrder[]>> {
  return listPaidSince(
    {
      minutes: context.config.windowMinutes,
      nowMs: context.clock.nowMs,
      list: (part) => listTrades(context, part),
      payments: (rows) =>
        readEach(
          rows.filter((row) => !UNPAID.has(row.status)),
          context.config.detailConcurrency,
          (row) => readPayment(context, row),
        ),
    },
    window,
  );
}

/** Lists may leave `pay_time` out; the order itself tells it then. */
async function readPayment(context: TaobaoContext, row: TradeRow): Promise<Reply<ListedPayment>> {
  if (row.payTime !== '') return { ok: true, value: paymentOf(context, row.tid, row.payTime, row.payment) };
  const reply = await readTradeBytes(context, row.tid);
  if (!reply.ok) return reply;
  const trade = PaidTime.safeParse(parseJson(reply.body)).data?.trade_fullinfo_get_response.trade;
  return { ok: true, value: paymentOf(context, row.tid, trade?.pay_time ?? '', trade?.payment ?? '') };
}

function paymentOf({ currency }: TaobaoContext, externalNumber: string, time: string, payment: string): ListedPayment {
  const paidAtMs = parseFixedOffset(time, TOP_OFFSET_MINUTES);
  return { externalNumber, paidAtMs, amountMinor: parseDecimalAmount(payment, currency) };
}
