import type { RateLimit, RefundDraft, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { statusRow as row } from '#main/plugins/channels/wire-fields.ts';

/** All of Douyin's codes in one place. Source: op.jinritemai.com api-docs/15/1342 and 15/1343, after-sale list. */

/**
 * `order` rows are values of `order_status` and of the finer `main_status`, `refund` rows those of `after_sale_status`.
 * 101 is "part shipped": several open-source clients take it for cancelled.
 */
export const DOUYIN_STATUS_MAP: readonly StatusMapRow[] = [
  row('order', '1', { payment: 'awaited', fulfilment: 'received' }),
  row('order', '103', { payment: 'awaited', fulfilment: 'received', hold: 'platform' }),
  row('order', '105', { payment: 'paid', fulfilment: 'received', hold: 'platform' }),
  row('order', '2', { payment: 'paid', fulfilment: 'received' }),
  row('order', '101', { payment: 'paid', fulfilment: 'partially_shipped' }),
  row('order', '3', { payment: 'paid', fulfilment: 'shipped' }),
  row('order', '4', { payment: 'voided', fulfilment: 'cancelled' }),
  row('order', '5', { payment: 'paid', fulfilment: 'completed' }),
  row('order', '21', { payment: 'refunded', fulfilment: 'cancelled', afterSales: 'refunded' }),
  row('order', '22', { payment: 'refunded', fulfilment: 'cancelled', afterSales: 'refunded' }),
  row('order', '39', { payment: 'refunded', fulfilment: 'cancelled', afterSales: 'refunded' }),
  row('refund', '0', { afterSales: 'none' }),
  row('refund', '6', { afterSales: 'requested', hold: 'refund' }),
  row('refund', '7', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', '8', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', '11', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', '12', { afterSales: 'refunded' }),
  row('refund', '13', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', '14', { afterSales: 'closed' }),
  row('refund', '27', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', '28', { afterSales: 'closed' }),
  row('refund', '29', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', '51', { afterSales: 'closed' }),
  row('refund', '53', { afterSales: 'refunded' }),
];

/** Statuses in which a parcel may be reported. */
export const STATUS = {
  waiting: '2',
  partShipped: '101',
  unpaid: new Set(['1', '103']),
  /** Of a line: it will never be shipped any more. */
  closed: new Set(['4', '21', '22', '39']),
  /** Of a line: all of it has left. */
  left: new Set(['3', '5']),
} as const;

/** `seller_remark_stars` 0..5; 0 is grey and what an order has that nobody marked. */
export const SELLER_FLAGS: readonly (string | null)[] = [null, 'purple', 'cyan', 'green', 'orange', 'red'];

/** `given_product_type` of a gift. */
export const GIFT = 'FREE';

/** At most so many lines come with one order; more are left out without a word. */
export const MOST_LINES = 40;

/** `aftersale_type`. */
export const REFUND_KINDS: Readonly<Record<string, RefundDraft['kind']>> = {
  '0': 'return_and_refund',
  '1': 'refund_only',
  '2': 'refund_only',
  '3': 'exchange',
  '6': 'other',
  '7': 'resend',
  '8': 'repair',
};

/** Our carrier ids -> codes of `order.logisticsCompanyList`. The first, second and third stand in public documents. */
export const COMPANY_CODES: Readonly<Record<string, string>> = {
  'sf-express': 'shunfeng',
  zto: 'zhongtong',
  yto: 'yuantong',
  sto: 'shentong',
  yunda: 'yunda',
  ems: 'ems',
};

/** `page * size` is capped at 10,000 in one document and at 50,000 in another. */
export const MOST_ORDERS = 9_900;
export const MOST_REFUNDS = 49_900;

export const RATE_LIMITS: readonly RateLimit[] = [
  { operation: 'order.searchList', calls: 600, perMs: 1000 },
  { operation: 'order.orderDetail', calls: 900, perMs: 1000 },
  { operation: 'afterSale.List', calls: 500, perMs: 1000 },
];

export const PUSH = {
  /** The probe by which the address is proved. */
  probeTag: '0',
  answer: { contentType: 'application/json', body: '{"code":0,"msg":"success"}' },
} as const;

/** Access lasts 7 days and can be renewed for 14; the platform hands out a new token within the last hour only. */
export const REFRESH_DAYS = 14;
