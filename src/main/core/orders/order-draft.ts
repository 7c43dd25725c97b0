import type { AfterSalesState, FulfilmentState, HoldKind, PaymentState, Recipient } from '#shared/model/order.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** An order in our terms, as one message of a channel describes it at one moment. */
export interface OrderDraft {
  readonly externalNumber: string;
  /** The number that buyers and clerks use, where it differs from the external number (Shopify `#1001`). */
  readonly displayNumber: string;
  /** The platform's own modification time; an older version never overwrites a newer one. */
  readonly platformVersionMs: UtcMs;
  readonly platformStatus: string;
  readonly payment: PaymentState;
  /** Only the states that a platform can know: received, partially_shipped, shipped, delivered, completed, cancelled. */
  readonly fulfilment: FulfilmentState;
  readonly afterSales: AfterSalesState;
  readonly holds: readonly {
    readonly kind: HoldKind;
    readonly reasonCode: string;
    readonly data: Readonly<Record<string, string>>;
  }[];
  readonly currency: string;
  readonly totalMinor: number;
  readonly shippingFeeMinor: number;
  readonly placedAtMs: UtcMs;
  readonly paidAtMs: UtcMs | null;
  readonly buyerNote: string;
  readonly sellerNote: string;
  /** Labels kept as they are: promotion names, gift, live room, seller flag, tags. */
  readonly flags: readonly string[];
  /** Discounts, coupons and gifts with their amounts; left out where the channel tells none. */
  readonly promotions?: readonly OrderPromotion[];
  readonly recipient: Recipient;
  /** Handle for the e-waybill call where the recipient is masked (TOP oaid). */
  readonly recipientHandle: string | null;
  readonly lines: readonly OrderDraftLine[];
  /** Every other outside number: sub-orders, payment, refunds, waybills. */
  readonly externalIds: readonly { readonly kind: ExternalIdKind; readonly value: string }[];
  /** What confirmShipment needs later and only the platform knows (Shopify fulfillment order ids). Opaque to the product. */
  readonly platformData: Readonly<Record<string, unknown>>;
}

export type ExternalIdKind =
  | 'order'
  | 'display'
  | 'sub_order'
  | 'payment'
  | 'refund'
  | 'waybill'
  | 'return'
  | 'pick_slip'
  | 'wave'
  | 'carton'
  | 'sscc'
  | 'return_label';

export interface OrderDraftLine {
  readonly externalLineId: string;
  readonly skuCode: string;
  /** The platform's ids of the listing, for telling it what may be sold; absent or empty where the order does not bear them. */
  readonly externalItemId?: string;
  readonly externalSkuId?: string;
  readonly title: string;
  readonly variant: string;
  readonly quantity: number;
  /** Units that were cancelled or refunded before shipping and must not be packed. */
  readonly cancelledQuantity: number;
  /** Units that the platform says have left, by whomever; absent where it does not tell. */
  readonly shippedQuantity?: number;
  readonly unitPriceMinor: number;
  readonly paidMinor: number;
  readonly afterSales: AfterSalesState;
}

/** Who gave something: a coupon of the buyer, the platform, the shop, the person who showed the goods; or a charge beside the goods. */
type PromotionKind = 'coupon' | 'platform' | 'shop' | 'author' | 'gift' | 'fee' | 'other';

/** What a platform took off or gave along, with its own words. */
export interface OrderPromotion {
  readonly kind: PromotionKind;
  readonly label: string;
  /** Minor units that the buyer did not pay; 0 for a gift, below zero for a charge. */
  readonly amountMinor: number;
}
