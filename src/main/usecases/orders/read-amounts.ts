import { z } from 'zod';
import { differenceOf } from '#core/orders/order-amounts.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import { OrderPromotionView } from '#shared/contract/order-amounts.ts';
import type { AmountsView } from '#shared/contract/order-amounts.ts';

const Stored = z.object({ amounts: z.object({ goodsMinor: z.int(), promotions: z.array(OrderPromotionView) }) });

/** How an order's total comes about; null for orders of an earlier version and of files, which tell it not. */
export function readAmounts(db: ReadDb, orderId: string): AmountsView | null {
  const order = db
    .prepare<[string], { platform_json: string; total_minor: number; shipping_fee_minor: number }>(
      'SELECT platform_json, total_minor, shipping_fee_minor FROM orders WHERE id = ?',
    )
    .get(orderId);
  const stored = readStoredJson(Stored, order?.platform_json ?? '{}');
  if (!order || !stored.ok || stored.value.amounts.goodsMinor === 0) return null;
  const { amounts } = stored.value;
  const totals = { totalMinor: order.total_minor, shippingFeeMinor: order.shipping_fee_minor };
  return { ...amounts, differenceMinor: differenceOf(amounts, totals) };
}
