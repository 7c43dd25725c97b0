import { parseJson } from '#main/lib/http-json.ts';
import type { RawRefundMessage, RefundReading, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { unreadable } from '#main/plugins/channels/draft-rules.ts';
import { listOrders } from '#main/plugins/channels/woocommerce/order-list.ts';
import { frameRefund, readRefundBytes, RefundPayload } from '#main/plugins/channels/woocommerce/order-payload.ts';
import { refundedLines } from '#main/plugins/channels/woocommerce/refund-lines.ts';
import { Id, OrderHead } from '#main/plugins/channels/woocommerce/schemas.ts';
import type { WooContext } from '#main/plugins/channels/woocommerce/schemas.ts';
import { parseGmt, toMinor } from '#main/plugins/channels/woocommerce/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import type { UtcMs } from '#shared/model/time.ts';
import { z } from 'zod';

const FIELDS = ['id', 'status', 'date_modified_gmt', 'currency', 'refunds'];
const RefundedHead = OrderHead.extend({ currency: z.string() });
/** WooCommerce writes a refund down when it is done. */
const DONE = 'completed';

/** Refunds of the orders that changed in the window: a refund changes its order. Those known before come again. */
export async function* pullWooRefunds(
  context: WooContext,
  window: { fromMs: UtcMs; toMs: UtcMs },
): AsyncGenerator<PluginResult<readonly RawRefundMessage[]>> {
  const listing = { ...window, perPage: context.config.ordersPerPage, head: RefundedHead, fields: FIELDS };
  for await (const listed of listOrders(context, listing)) {
    if (!listed.ok) return yield failed(listed.failure);
    const found: RawRefundMessage[] = [];
    for (const { head } of listed.value.rows.filter((row) => (row.head.refunds ?? []).length > 0)) {
      const refunds = await readRefundBytes(context, head.id);
      if (!refunds.ok) return yield failed(refunds.failure);
      for (const bytes of refunds.value) {
        const refundNumber = z.object({ id: Id }).parse(parseJson(bytes)).id;
        found.push({ refundNumber, externalNumber: head.id, payload: frameRefund(head.id, head.currency, bytes) });
      }
    }
    if (found.length > 0) yield succeeded(found);
  }
}

/** Reads one archived refund. */
export function readWooRefund(payload: Uint8Array, context: { statusMap: readonly StatusMapRow[] }): RefundReading {
  const parsed = RefundPayload.safeParse(parseJson(payload));
  if (!parsed.success) return unreadable('shape', parsed.error.issues[0]?.path.join('.') ?? '');
  const { orderId, currency, refund } = parsed.data;
  const state = context.statusMap.find((row) => row.axis === 'refund' && row.vendorStatus === DONE)?.afterSales;
  if (!state) {
    const data = { axis: 'refund', vendorStatus: DONE, externalNumber: orderId };
    return { ok: false, code: 'ERR_CHANNEL_STATUS_UNMAPPED', data };
  }
  const createdMs = parseGmt(refund.date_created_gmt);
  if (createdMs === null) return unreadable('time', 'date_created_gmt');
  const amountMinor = toMinor(refund.amount, currency);
  if (amountMinor === null) return unreadable('amount', 'amount');
  return {
    ok: true,
    draft: {
      refundNumber: refund.id,
      externalNumber: orderId,
      platformVersionMs: createdMs,
      platformStatus: DONE,
      state,
      kind: 'refund_only',
      amountMinor: Math.abs(amountMinor),
      currency,
      reason: refund.reason,
      requestedAtMs: createdMs,
      lines: refundedLines(refund),
      returnTrackingNumber: '',
    },
  };
}
