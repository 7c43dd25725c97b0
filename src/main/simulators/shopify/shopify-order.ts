export type FinancialStatus =
  | 'AUTHORIZED'
  | 'EXPIRED'
  | 'PAID'
  | 'PARTIALLY_PAID'
  | 'PARTIALLY_REFUNDED'
  | 'PENDING'
  | 'REFUNDED'
  | 'VOIDED';
export type FulfillmentOrderStatus =
  | 'CANCELLED'
  | 'CLOSED'
  | 'INCOMPLETE'
  | 'IN_PROGRESS'
  | 'ON_HOLD'
  | 'OPEN'
  | 'SCHEDULED';
export type HoldReason =
  | 'AWAITING_PAYMENT'
  | 'HIGH_RISK_OF_FRAUD'
  | 'INCORRECT_ADDRESS'
  | 'INVENTORY_OUT_OF_STOCK'
  | 'OTHER'
  | 'UNKNOWN_DELIVERY_DATE';

export interface ShopifyAddress {
  readonly firstName: string;
  readonly lastName: string;
  readonly company: string | null;
  readonly address1: string;
  readonly address2: string | null;
  readonly city: string;
  readonly province: string | null;
  readonly provinceCode: string | null;
  readonly zip: string | null;
  readonly country: string;
  readonly countryCode: string;
  readonly phone: string | null;
}

export interface ShopifyLine {
  /** Digits; the gid is `gid://shopify/LineItem/<digits>`. */
  readonly number: string;
  readonly sku: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly quantity: number;
  /** After refunds. */
  currentQuantity: number;
  readonly unitPriceMinor: number;
  readonly discountMinor: number;
  readonly barcode: string;
  readonly weightG: number;
  /** False for gift cards, downloads and services. */
  requiresShipping: boolean;
}

export interface FulfillmentOrderLine {
  readonly number: string;
  readonly lineNumber: string;
  totalQuantity: number;
  remainingQuantity: number;
}

export interface ShopifyFulfillmentOrder {
  readonly number: string;
  status: FulfillmentOrderStatus;
  readonly holds: { readonly number: string; readonly reason: HoldReason; readonly notes: string | null }[];
  lines: FulfillmentOrderLine[];
  readonly createdAtMs: number;
  updatedAtMs: number;
}

export interface ShopifyFulfillment {
  readonly number: string;
  readonly name: string;
  status: 'SUCCESS' | 'CANCELLED';
  readonly createdAtMs: number;
  updatedAtMs: number;
  tracking: readonly { readonly number: string; readonly company: string | null; readonly url: string | null }[];
  readonly lines: readonly {
    readonly number: string;
    readonly lineNumber: string;
    readonly fulfillmentOrderLine: FulfillmentOrderLine;
    readonly quantity: number;
  }[];
}

export interface ShopifyRefund {
  readonly number: string;
  readonly createdAtMs: number;
  readonly totalMinor: number;
  readonly lines: readonly {
    readonly number: string;
    readonly lineNumber: string;
    readonly quantity: number;
    /** `CANCEL` for goods that never left, `RETURN` for those that came back. */
    readonly restockType: 'CANCEL' | 'RETURN';
  }[];
}

/** One order as the shop holds it. Times UTC ms in whole seconds, amounts in minor units of `currency`. */
export interface ShopifyOrder {
  /** Digits; also `legacyResourceId`. */
  readonly number: string;
  /** `gid://shopify/Order/<number>`. */
  readonly id: string;
  /** What buyers see: `#1001`. */
  readonly name: string;
  readonly orderNumber: number;
  readonly createdAtMs: number;
  updatedAtMs: number;
  readonly processedAtMs: number;
  paidAtMs: number | undefined;
  cancelledAtMs: number | undefined;
  cancelReason: 'CUSTOMER' | 'DECLINED' | 'FRAUD' | 'INVENTORY' | 'OTHER' | 'STAFF' | undefined;
  closedAtMs: number | undefined;
  financialStatus: FinancialStatus;
  readonly currency: string;
  readonly shippingMinor: number;
  readonly totalMinor: number;
  readonly email: string;
  note: string | null;
  tags: readonly string[];
  shippingAddress: ShopifyAddress;
  readonly lines: readonly ShopifyLine[];
  readonly fulfillmentOrders: ShopifyFulfillmentOrder[];
  readonly fulfillments: ShopifyFulfillment[];
  readonly refunds: ShopifyRefund[];
}

export const gid = (type: string, number: string): string => `gid://shopify/${type}/${number}`;

export const refundedMinor = (order: ShopifyOrder): number =>
  order.refunds.reduce((sum, refund) => sum + refund.totalMinor, 0);

/** The one status that the admin shows, derived from the fulfillment orders as Shopify derives it. */
export function displayFulfillmentStatus(order: ShopifyOrder): string {
  const orders = order.fulfillmentOrders.filter((each) => each.status !== 'CANCELLED');
  const lines = orders.flatMap((each) => each.lines);
  const remaining = lines.reduce((sum, line) => sum + line.remainingQuantity, 0);
  const shipped = order.fulfillments.some((each) => each.status === 'SUCCESS');
  if (shipped) return remaining === 0 ? 'FULFILLED' : 'PARTIALLY_FULFILLED';
  // Since 2026-10; before, such orders stayed UNFULFILLED (changelog of 2026-07-03).
  if (remaining === 0) return 'FULFILLMENT_NOT_REQUIRED';
  const open = orders.filter((each) => each.status !== 'CLOSED');
  for (const status of ['ON_HOLD', 'SCHEDULED', 'IN_PROGRESS'] as const) {
    if (open.length > 0 && open.every((each) => each.status === status)) return status;
  }
  return 'UNFULFILLED';
}

/** Why a careful shop must not ship this order now; undefined when it may. */
export function blockReasonOf(order: ShopifyOrder): string | undefined {
  if (order.cancelledAtMs !== undefined) return 'cancelled';
  if (order.paidAtMs === undefined) return 'unpaid';
  if (order.financialStatus === 'REFUNDED') return 'refunded';
  if (order.fulfillmentOrders.some((each) => each.status === 'ON_HOLD')) return 'on-hold';
  if (order.fulfillmentOrders.some((each) => each.status === 'SCHEDULED')) return 'scheduled';
  return undefined;
}
