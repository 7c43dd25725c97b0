import type { PaidOrder } from '#main/plugins/channels/channel-connector.ts';
import { listOrders } from '#main/plugins/channels/woocommerce/order-list.ts';
import { PaidHead } from '#main/plugins/channels/woocommerce/schemas.ts';
import type { WooContext } from '#main/plugins/channels/woocommerce/schemas.ts';
import { DRAFTS, parseGmt, toMinor, WOO_STATUS_MAP } from '#main/plugins/channels/woocommerce/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import type { UtcMs } from '#shared/model/time.ts';

const FIELDS = ['id', 'status', 'date_created_gmt', 'date_modified_gmt', 'date_paid_gmt', 'currency', 'total'];
const PER_PAGE = 100;

/** Goes on to be packed without a payment in the books: cash on delivery stands at processing from its first moment. */
const GOES_ON = new Set(
  WOO_STATUS_MAP.filter((row) => row.payment === 'paid' && row.hold === null).map((row) => row.vendorStatus),
);

/**
 * When an order counts as paid, or null. The moment of payment where WooCommerce has one; for orders that it lets go on
 * without (cash on delivery) the moment of ordering.
 */
export function paidAt(order: {
  readonly status: string;
  readonly date_created_gmt: string;
  readonly date_paid_gmt?: string | null | undefined;
}): UtcMs | null {
  const paidMs = parseGmt(order.date_paid_gmt);
  if (paidMs !== null) return paidMs;
  return GOES_ON.has(order.status) ? parseGmt(order.date_created_gmt) : null;
}

/** Being paid changes an order, so all candidates were modified at or after the window's start, whatever came later. */
export async function listWooPaidOrders(
  context: WooContext,
  window: { fromMs: UtcMs; toMs: UtcMs },
): Promise<PluginResult<readonly PaidOrder[]>> {
  const paid = new Map<string, PaidOrder>();
  const listing = { fromMs: window.fromMs, toMs: null, perPage: PER_PAGE, head: PaidHead, fields: FIELDS };
  for await (const listed of listOrders(context, listing)) {
    if (!listed.ok) return failed(listed.failure);
    for (const { head } of listed.value.rows) {
      const paidAtMs = paidAt(head);
      if (paidAtMs === null || paidAtMs < window.fromMs || paidAtMs >= window.toMs || DRAFTS.has(head.status)) continue;
      paid.set(head.id, { externalNumber: head.id, paidAtMs, amountMinor: toMinor(head.total, head.currency) });
    }
  }
  return succeeded([...paid.values()]);
}
