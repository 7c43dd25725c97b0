import type { PaidOrder } from '#main/plugins/channels/channel-connector.ts';
import { splitWindow } from '#main/plugins/channels/list-window.ts';
import type { Reply, Window } from '#main/plugins/channels/list-window.ts';
import { readUpToNow } from '#main/plugins/channels/pull-details.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** A listed order; without a moment of payment it is not paid. */
export interface ListedPayment extends Omit<PaidOrder, 'paidAtMs'> {
  readonly paidAtMs: UtcMs | null;
}

export interface PaymentSource<Row> {
  /** The longest window that the list takes. */
  readonly minutes: number;
  readonly nowMs: () => UtcMs;
  /** Orders that changed in a part. */
  list(part: Window): Promise<Reply<readonly Row[]>>;
  payments(rows: readonly Row[]): Promise<Reply<readonly ListedPayment[]>>;
}

/** The orders paid in the window, of a platform that lists orders by their change and not by their payment (see readUpToNow). */
export async function listPaidSince<Row>(
  source: PaymentSource<Row>,
  window: Window,
): Promise<PluginResult<readonly PaidOrder[]>> {
  const paid = new Map<string, PaidOrder>();
  const done = await readUpToNow(window.fromMs, source.nowMs, async (changed) => {
    let seen = 0;
    for (const part of splitWindow(changed, source.minutes, changed.toMs)) {
      const listing = await source.list(part);
      if (!listing.ok) return listing;
      seen += listing.value.length;
      const payments = await source.payments(listing.value);
      if (!payments.ok) return payments;
      for (const { paidAtMs, ...order } of payments.value)
        if (paidAtMs !== null && paidAtMs >= window.fromMs && paidAtMs < window.toMs)
          paid.set(order.externalNumber, { ...order, paidAtMs });
    }
    return { ok: true, value: seen };
  });
  return done.ok ? succeeded([...paid.values()]) : failed(done.failure);
}
