import type { PaidOrder } from '#main/plugins/channels/channel-connector.ts';
import { listChangedOrders } from '#main/plugins/channels/jd/order-list.ts';
import type { JdContext, OrderRow } from '#main/plugins/channels/jd/schemas.ts';
import { JD_OFFSET_MINUTES, NO_TIME } from '#main/plugins/channels/jd/units.ts';
import type { Window } from '#main/plugins/channels/list-window.ts';
import { listPaidSince } from '#main/plugins/channels/paid-since.ts';
import type { ListedPayment } from '#main/plugins/channels/paid-since.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { parseDecimalAmount } from '#shared/model/money.ts';
import { parseFixedOffset } from '#shared/model/time.ts';
import type { UtcMs } from '#shared/model/time.ts';

/**
 * JD has no query by time of payment: orders are picked by `paymentConfirmTime`. Orders paid on delivery have no such time and are
 * not listed.
 */
export function listJdPaidOrders(context: JdContext, window: Window): Promise<PluginResult<readonly PaidOrder[]>> {
  return listPaidSince(
    {
      minutes: context.config.windowMinutes,
      nowMs: context.clock.nowMs,
      list: (part) => listChangedOrders(context, part),
      payments: async (rows) => ({ ok: true, value: rows.map(({ row }) => paymentOf(context, row)) }),
    },
    window,
  );
}

function paymentOf({ currency }: JdContext, row: OrderRow): ListedPayment {
  const amountMinor = parseDecimalAmount(row.orderPayment, currency);
  return { externalNumber: row.orderId, paidAtMs: paidAt(row), amountMinor };
}

function paidAt(row: OrderRow): UtcMs | null {
  return row.paymentConfirmTime === NO_TIME ? null : parseFixedOffset(row.paymentConfirmTime, JD_OFFSET_MINUTES);
}
