import { statusRow } from '#main/plugins/channels/wire-fields.ts';
import type { RateLimit, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';

/** All of Shopify's codes in one place. Source: Admin GraphQL API 2026-10. */
export const SHOPIFY_API_VERSION = '2026-10';

/**
 * `payment` rows: displayFinancialStatus; `fulfilment` rows: displayFulfillmentStatus. A fulfilment state in a payment
 * row wins. A shop that ships before capture or on delivery edits the rows of AUTHORIZED or PENDING.
 */
export const SHOPIFY_STATUS_MAP: readonly StatusMapRow[] = [
  statusRow('payment', 'PENDING', { payment: 'awaited' }),
  statusRow('payment', 'AUTHORIZED', { payment: 'awaited' }),
  statusRow('payment', 'PARTIALLY_PAID', { payment: 'awaited' }),
  statusRow('payment', 'PAID', { payment: 'paid' }),
  statusRow('payment', 'PARTIALLY_REFUNDED', { payment: 'partially_refunded' }),
  statusRow('payment', 'REFUNDED', { payment: 'refunded', afterSales: 'refunded' }),
  statusRow('payment', 'VOIDED', { payment: 'voided', fulfilment: 'cancelled' }),
  statusRow('payment', 'EXPIRED', { payment: 'voided', fulfilment: 'cancelled' }),
  statusRow('fulfilment', 'UNFULFILLED', { fulfilment: 'received' }),
  statusRow('fulfilment', 'OPEN', { fulfilment: 'received' }),
  statusRow('fulfilment', 'PENDING_FULFILLMENT', { fulfilment: 'received' }),
  statusRow('fulfilment', 'IN_PROGRESS', { fulfilment: 'received' }),
  statusRow('fulfilment', 'SCHEDULED', { fulfilment: 'received', hold: 'platform' }),
  statusRow('fulfilment', 'ON_HOLD', { fulfilment: 'received', hold: 'platform' }),
  statusRow('fulfilment', 'REQUEST_DECLINED', { fulfilment: 'received', hold: 'platform' }),
  statusRow('fulfilment', 'PARTIALLY_FULFILLED', { fulfilment: 'partially_shipped' }),
  statusRow('fulfilment', 'FULFILLED', { fulfilment: 'shipped' }),
  // Nothing left although nothing left the house: refunded or edited away (changelog of 2026-07-03). An edit may bring goods back.
  statusRow('fulfilment', 'FULFILLMENT_NOT_REQUIRED', { fulfilment: 'cancelled' }),
  statusRow('fulfilment', 'RESTOCKED', { fulfilment: 'cancelled' }),
  // A refund is written down when it is made; it has no other state.
  statusRow('refund', 'CREATED', { afterSales: 'refunded' }),
];

/** The one state of a refund. */
export const REFUND_CREATED = 'CREATED';

/** RefundLineItemRestockType of goods that came back; the others never left, or stay with the buyer. */
export const RESTOCK_RETURNED = 'RETURN';

/**
 * Shopify counts points: 100 more each second on the smallest plan, and a change costs 10. What a query costs depends on what
 * it finds (the surplus is given back), so that no number of calls stands for it: those wait when the shop says so.
 * Source: shopify.dev, API limits.
 */
export const SHOPIFY_RATE_LIMITS: readonly RateLimit[] = [
  { operation: 'shopify.Ship', calls: 10, perMs: 1_000 },
  { operation: 'shopify.SetStock', calls: 10, perMs: 1_000 },
];

/** Shows orders of any age; apps without it see those of so many days. */
export const ALL_ORDERS_SCOPE = 'read_all_orders';
export const SHOWN_DAYS = 60;

/**
 * Parcels and refunds of an order come in lists without pages (`fulfillments(first)`, `refunds(first)`: "truncate the array result to
 * this size"); its shipping lines are few. So many are asked for with each order; one that comes full may be longer, and is read again.
 */
export const SHORT_LIST = { shippingLines: 3, fulfillments: 10, refunds: 10 } as const;
/** What one query of 1000 points can ask for. A list as long as this has no end that could be seen. */
export const LONG_LIST = { shippingLines: 50, fulfillments: 250, refunds: 150 } as const;
/** Looked through at once when a parcel is reported. */
export const SHIP_FULFILLMENTS = 100;
/** Read in full at once; the rest of a full list is read one by one. */
export const FIRST_REFUNDS = 40;

/** FulfillmentOrderStatus: which parts may leave, which wait, which are over. A value outside these parks the order. */
export const FULFILLMENT_ORDER = {
  shippable: new Set(['OPEN', 'IN_PROGRESS']),
  waiting: new Set(['ON_HOLD', 'SCHEDULED']),
  over: new Set(['INCOMPLETE', 'CLOSED', 'CANCELLED']),
} as const;

export const HOLD_REASONS: Readonly<Record<string, string>> = {
  ON_HOLD: 'fulfillment_on_hold',
  SCHEDULED: 'fulfillment_scheduled',
  REQUEST_DECLINED: 'fulfillment_request_declined',
};

/** The platform has nothing of the order to be fulfilled: emptied, or all that is left needs no parcel. */
export const NOTHING_TO_FULFIL = 'FULFILLMENT_NOT_REQUIRED';
/** A hold: goods were bought, and no parcel is to be made of them. */
export const NOTHING_TO_SHIP = 'nothing_to_ship';

export const ERROR = {
  throttled: 'THROTTLED',
  tooCostly: 'MAX_COST_EXCEEDED',
  auth: new Set(['ACCESS_DENIED', 'UNAUTHORIZED', 'FORBIDDEN']),
  serverSide: new Set(['INTERNAL_SERVER_ERROR', 'TIMEOUT', 'SERVICE_UNAVAILABLE']),
} as const;

/** Our carrier ids -> names shown to the buyer. */
export const COMPANY_NAMES: Readonly<Record<string, string>> = {
  'sf-express': 'SF Express',
  zto: 'ZTO Express',
  yto: 'YTO Express',
  sto: 'STO Express',
  yunda: 'Yunda Express',
  ems: 'China Post',
};

const ORDER_GID = 'gid://shopify/Order/';

/** `gid://shopify/Order/1` for both forms of an order number; null for anything else. */
export function toOrderGid(text: string): string | null {
  const digits = text.startsWith(ORDER_GID) ? text.slice(ORDER_GID.length) : text;
  return /^\d{1,20}$/.test(digits) ? `${ORDER_GID}${digits}` : null;
}
