import { z } from 'zod';

/** What a platform took off or gave along, with its own words; minor units that the buyer did not pay, below zero for a charge. */
export const OrderPromotionView = z.object({
  kind: z.enum(['coupon', 'platform', 'shop', 'author', 'gift', 'fee', 'other']),
  label: z.string(),
  amountMinor: z.int(),
});

/** How an order's total comes about. */
export const AmountsView = z.object({
  goodsMinor: z.int(),
  promotions: z.array(OrderPromotionView),
  /** Of the total, what goods, postage and promotions do not explain. */
  differenceMinor: z.int(),
});
export type AmountsView = z.infer<typeof AmountsView>;
