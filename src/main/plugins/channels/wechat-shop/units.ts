import type { RateLimit, RefundDraft, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { statusRow as row } from '#main/plugins/channels/wire-fields.ts';

/**
 * All of the WeChat shop's codes in one place. Source: developers.weixin.qq.com/doc/store/shop.
 *
 * `order` rows are values of `status`. Orders tell after-sales as numbers of units, not as states: two `refund` rows say what
 * units under way and units that are done mean. The others are values of `status` of an after-sales case.
 */
export const WECHAT_SHOP_STATUS_MAP: readonly StatusMapRow[] = [
  row('order', '10', { payment: 'awaited', fulfilment: 'received' }),
  row('order', '12', { payment: 'paid', fulfilment: 'received', hold: 'platform' }),
  row('order', '13', { payment: 'paid', fulfilment: 'received', hold: 'platform' }),
  row('order', '20', { payment: 'paid', fulfilment: 'received' }),
  row('order', '21', { payment: 'paid', fulfilment: 'partially_shipped' }),
  row('order', '30', { payment: 'paid', fulfilment: 'shipped' }),
  row('order', '100', { payment: 'paid', fulfilment: 'completed' }),
  row('order', '200', { payment: 'refunded', fulfilment: 'cancelled', afterSales: 'refunded' }),
  row('order', '250', { payment: 'voided', fulfilment: 'cancelled' }),
  row('refund', 'on_aftersale', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', 'finish_aftersale', { afterSales: 'refunded' }),
  row('refund', 'MERCHANT_PROCESSING', { afterSales: 'requested', hold: 'refund' }),
  row('refund', 'USER_CANCELD', { afterSales: 'closed' }),
  row('refund', 'MERCHANT_REJECT_REFUND', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', 'MERCHANT_REJECT_RETURN', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', 'USER_WAIT_RETURN', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', 'RETURN_CLOSED', { afterSales: 'closed' }),
  row('refund', 'MERCHANT_WAIT_RECEIPT', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', 'MERCHANT_OVERDUE_REFUND', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', 'MERCHANT_REFUND_SUCCESS', { afterSales: 'refunded' }),
  row('refund', 'MERCHANT_RETURN_SUCCESS', { afterSales: 'refunded' }),
  row('refund', 'PLATFORM_REFUNDING', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', 'PLATFORM_REFUND_FAIL', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', 'USER_WAIT_CONFIRM', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', 'MERCHANT_REFUND_RETRY_FAIL', { afterSales: 'closed' }),
  row('refund', 'MERCHANT_FAIL', { afterSales: 'closed' }),
  row('refund', 'USER_WAIT_CONFIRM_UPDATE', { afterSales: 'in_progress', hold: 'refund' }),
  row('refund', 'USER_WAIT_HANDLE_MERCHANT_AFTER_SALE', { afterSales: 'in_progress', hold: 'refund' }),
];

/** `type` of an after-sales case. */
export const REFUND_KINDS: Readonly<Record<string, RefundDraft['kind']>> = {
  REFUND: 'refund_only',
  RETURN: 'return_and_refund',
  EXCHANGE: 'exchange',
};

/** The list of cases allows windows of a day; a minute less, because a window is widened to whole seconds. */
export const AFTER_SALES_WINDOW_MINUTES = 1439;
/** `status` of a product that is on sale. */
export const ON_SALE = 5;

export const STATUS = {
  unpaid: '10',
  waiting: '20',
  partShipped: '21',
  /** All of the order has left. */
  left: new Set(['30', '100']),
  closed: new Set(['200', '250']),
} as const;

/** Our carrier ids -> delivery ids, as WeChat's other delivery calls have them. */
export const COMPANY_CODES: Readonly<Record<string, string>> = {
  'sf-express': 'SF',
  zto: 'ZTO',
  yto: 'YTO',
  sto: 'STO',
  yunda: 'YUNDA',
  ems: 'EMS',
};

/** `deliver_type`: by a carrier that the shop chose itself. */
export const BY_CARRIER = 1;

/** `diff_type` of a change of stock: set, not add. */
export const SET_STOCK = 3;

export const RATE_LIMITS: readonly RateLimit[] = [
  { operation: '*', calls: 10_000, perMs: 60_000 },
  { operation: '*', calls: 500_000, perMs: 86_400_000 },
];
