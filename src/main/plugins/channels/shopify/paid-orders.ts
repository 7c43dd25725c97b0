import type { PaidOrder } from '#main/plugins/channels/channel-connector.ts';
import { readShopify } from '#main/plugins/channels/shopify/call.ts';
import type { ShopifyReply } from '#main/plugins/channels/shopify/call.ts';
import { nextCursor } from '#main/plugins/channels/shopify/order-payload.ts';
import { changedSince } from '#main/plugins/channels/shopify/pull-changes.ts';
import { PAID_ORDERS } from '#main/plugins/channels/shopify/queries.ts';
import { PaidAnswer } from '#main/plugins/channels/shopify/schemas.ts';
import type { ShopifyContext } from '#main/plugins/channels/shopify/schemas.ts';
import { SHOPIFY_STATUS_MAP } from '#main/plugins/channels/shopify/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { parseDecimalAmount } from '#shared/model/money.ts';
import { parseIsoInstant } from '#shared/model/time.ts';
import type { UtcMs } from '#shared/model/time.ts';
import type { z } from 'zod';

const MONEY_CAME = new Set(['paid', 'partially_refunded', 'refunded']);
const PAID = new Set(
  SHOPIFY_STATUS_MAP.filter((row) => row.payment && MONEY_CAME.has(row.payment)).map((row) => row.vendorStatus),
);

/** Whether money for the order came in, whatever happened to it afterwards. */
export function isPaid(displayFinancialStatus: string | null | undefined): boolean {
  return PAID.has(displayFinancialStatus ?? '');
}

/**
 * Paid orders by `processedAt`, the time that stands for payment here. Being paid changes an order, so all candidates
 * were updated at or after the window's start; read by rising update time, an order that moves is met again at the end.
 */
export async function listShopifyPaidOrders(
  context: ShopifyContext,
  window: { fromMs: UtcMs; toMs: UtcMs },
): Promise<PluginResult<readonly PaidOrder[]>> {
  const paid = new Map<string, PaidOrder>();
  let after: string | null = null;
  do {
    const variables = { query: changedSince(window.fromMs), after };
    const reply: ShopifyReply<z.infer<typeof PaidAnswer>> = await readShopify(context, {
      query: PAID_ORDERS,
      variables,
      answer: PaidAnswer,
    });
    if (!reply.ok) return failed(reply.failure);
    for (const order of reply.value.orders.nodes) {
      const atMs = parseIsoInstant(order.processedAt ?? '');
      if (isPaid(order.displayFinancialStatus) && atMs !== null && atMs >= window.fromMs && atMs < window.toMs)
        paid.set(order.id, { externalNumber: order.id, paidAtMs: atMs, amountMinor: amountOf(order) });
    }
    after = nextCursor(reply.value.orders.pageInfo);
  } while (after !== null);
  return succeeded([...paid.values()]);
}

function amountOf(order: z.infer<typeof PaidAnswer>['orders']['nodes'][number]): number | null {
  const money = order.currentTotalPriceSet?.shopMoney;
  return money ? parseDecimalAmount(money.amount, money.currencyCode) : null;
}
