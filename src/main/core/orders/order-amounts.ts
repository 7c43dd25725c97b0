import type { OrderDraft, OrderPromotion } from '#core/orders/order-draft.ts';

/** How the total comes about, as it is kept with the order. */
interface OrderAmounts {
  /** Units times price, before anything was taken off. */
  readonly goodsMinor: number;
  readonly promotions: readonly OrderPromotion[];
}

/** In minor units of the draft's currency. What names nothing and takes nothing off is no promotion. */
export function amountsOf(draft: Pick<OrderDraft, 'lines' | 'promotions'>): OrderAmounts {
  return {
    goodsMinor: draft.lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0),
    promotions: (draft.promotions ?? []).filter(
      (promotion) => promotion.amountMinor !== 0 || promotion.kind === 'gift' || promotion.label !== '',
    ),
  };
}

/** What of the total goods, postage and promotions do not explain: taxes, fees, rounding, or a discount that nobody told. */
export function differenceOf(
  amounts: OrderAmounts,
  order: { readonly totalMinor: number; readonly shippingFeeMinor: number },
): number {
  const takenOff = amounts.promotions.reduce((sum, promotion) => sum + promotion.amountMinor, 0);
  return order.totalMinor - (amounts.goodsMinor + order.shippingFeeMinor - takenOff);
}
