import type { RefundRecord } from '#main/plugins/channels/woocommerce/schemas.ts';
import { parseGmt } from '#main/plugins/channels/woocommerce/units.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** Which line of the order a line of a refund belongs to. */
const REFUNDED_LINE = '_refunded_item_id';

/** Lines of one refund with the units that it takes back; refunds count them negative. Those of an amount alone have none. */
export function refundedLines(refund: RefundRecord): readonly { externalLineId: string; quantity: number }[] {
  return (refund.line_items ?? []).flatMap((line) => {
    const id = (line.meta_data ?? []).find((meta) => meta.key === REFUNDED_LINE)?.value;
    const quantity = Math.abs(line.quantity);
    if ((typeof id !== 'string' && typeof id !== 'number') || !Number.isSafeInteger(quantity) || quantity === 0)
      return [];
    return [{ externalLineId: String(id), quantity }];
  });
}

/** Units of a line that were refunded before the order was completed, and so never left. */
export function unitsRefunded(refunds: readonly RefundRecord[], lineId: string, completedMs: UtcMs | null): number {
  const before = refunds.filter((refund) => {
    const refundedMs = parseGmt(refund.date_created_gmt);
    return completedMs === null || (refundedMs !== null && refundedMs <= completedMs);
  });
  return before
    .flatMap(refundedLines)
    .filter((line) => line.externalLineId === lineId)
    .reduce((sum, line) => sum + line.quantity, 0);
}
