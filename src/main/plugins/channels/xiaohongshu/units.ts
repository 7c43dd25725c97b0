import type { RateLimit, RefundDraft, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { statusRow as row } from '#main/plugins/channels/wire-fields.ts';

/**
 * All of Xiaohongshu's codes in one place. The order's own states stand in copies of the page on `order.getOrderList`
 * (secondary sources); of the after-sales states only 1 and 2 are confirmed.
 *
 * `order` rows are values of `orderStatus`; `refund` rows those of `orderAfterSalesStatus` and, as `cancel:<n>`, of
 * `cancelStatus`; `case:<n>` are those of `status` of an after-sales case, as the official page on its list has them.
 */
export const XIAOHONGSHU_STATUS_MAP: readonly StatusMapRow[] = [
  row('order', '1', { payment: 'awaited', fulfilment: 'received' }),
  row('order', '2', { payment: 'paid', fulfilment: 'received', hold: 'platform' }),
  row('order', '3', { payment: 'paid', fulfilment: 'received', hold: 'platform' }),
  row('order', '4', { payment: 'paid', fulfilment: 'received' }),
  row('order', '5', { payment: 'paid', fulfilment: 'partially_shipped' }),
  row('order', '6', { payment: 'paid', fulfilment: 'shipped' }),
  row('order', '7', { payment: 'paid', fulfilment: 'completed' }),
  row('order', '8', { payment: 'voided', fulfilment: 'cancelled' }),
  row('order', '9', { payment: 'voided', fulfilment: 'cancelled' }),
  row('order', '10', { payment: 'paid', fulfilment: 'shipped', afterSales: 'in_progress', hold: 'refund' }),
  row('refund', '1', { afterSales: 'none' }),
  row('refund', '2', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', '3', { afterSales: 'refunded' }),
  row('refund', '4', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', '5', { afterSales: 'closed' }),
  row('refund', '6', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', '7', { afterSales: 'closed' }),
  row('refund', 'cancel:0', { afterSales: 'none' }),
  row('refund', 'cancel:1', { afterSales: 'requested', hold: 'refund' }),
  row('refund', 'case:1', { afterSales: 'requested', hold: 'refund' }),
  row('refund', 'case:2', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', 'case:3', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', 'case:4', { afterSales: 'refunded' }),
  row('refund', 'case:5', { afterSales: 'closed' }),
  row('refund', 'case:6', { afterSales: 'closed' }),
  row('refund', 'case:9', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', 'case:9001', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', 'case:12', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', 'case:13', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', 'case:14', { afterSales: 'in_progress', hold: 'refund' }),
];

/** `returnType` of a case. 6 makes up for a price that fell. */
export const REFUND_KINDS: Readonly<Record<string, RefundDraft['kind']>> = {
  '1': 'return_and_refund',
  '2': 'exchange',
  '4': 'refund_only',
  '5': 'refund_only',
  '6': 'refund_only',
};

/** `pageNo * pageSize` of the list of cases. */
export const MOST_AFTER_SALES = 50_000;

export const STATUS = {
  unpaid: '1',
  waiting: '4',
  partShipped: '5',
  /** All of the order has left. */
  left: new Set(['6', '7', '10']),
  closed: new Set(['8', '9']),
} as const;

/** `sellerRemarkFlag` 1..6; grey is what an order has that nobody marked. */
export const SELLER_FLAGS: readonly (string | null)[] = [null, null, 'red', 'yellow', 'green', 'blue', 'purple'];

/** `orderType`. */
export const PRESALE: ReadonlySet<string> = new Set(['2', '3', '4']);
export const RESEND = '5';
/** `skuTag` of a gift. */
export const GIFT = '1';

/** Our carrier ids -> codes of `common.getExpressCompanyList`, as remembered by other programs: unverified. */
export const COMPANY_CODES: Readonly<Record<string, string>> = {
  'sf-express': 'shunfeng',
  zto: 'zhongtong',
  yto: 'yuantong',
  sto: 'shentong',
  yunda: 'yunda',
  ems: 'ems',
};

/** Pages beyond this one are not served. */
export const MOST_PAGES = 100;

/** A method may be called 200 times a second, all of an app's methods together 100 times. */
export const RATE_LIMITS: readonly RateLimit[] = [{ operation: '*', calls: 100, perMs: 1000 }];
