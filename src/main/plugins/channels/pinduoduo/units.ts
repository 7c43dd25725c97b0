import { statusRow } from '#main/plugins/channels/wire-fields.ts';
import type { StatusResult } from '#main/plugins/channels/wire-fields.ts';
import type { RateLimit, RefundDraft, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';

/** All of Pinduoduo's codes in one place: statuses, error codes, carriers, limits. Source: its API pages. */

/** Pinduoduo's clock in answers: UTC+08:00, fixed. Requests bear Unix seconds. */
export const PDD_OFFSET_MINUTES = 480;

const REQUESTED: Partial<StatusResult> = { afterSales: 'requested', hold: 'refund' };
const UNDER_WAY: Partial<StatusResult> = { afterSales: 'in_progress', hold: 'refund' };
const CLOSED: Partial<StatusResult> = { afterSales: 'closed' };
const REFUNDED: Partial<StatusResult> = { afterSales: 'refunded' };

/** `after_sales_status`, of orders and of after-sales cases. 33 stands in newer lists only. */
const AFTER_SALES: Readonly<Record<number, Partial<StatusResult>>> = {
  0: { afterSales: 'none' },
  2: REQUESTED,
  3: REQUESTED,
  4: UNDER_WAY,
  5: UNDER_WAY,
  6: UNDER_WAY,
  7: UNDER_WAY,
  8: UNDER_WAY,
  9: CLOSED,
  10: REFUNDED,
  11: CLOSED,
  12: CLOSED,
  13: CLOSED,
  14: REQUESTED,
  15: UNDER_WAY,
  16: CLOSED,
  17: CLOSED,
  18: UNDER_WAY,
  21: REQUESTED,
  22: UNDER_WAY,
  24: CLOSED,
  25: CLOSED,
  27: UNDER_WAY,
  31: UNDER_WAY,
  32: UNDER_WAY,
  33: UNDER_WAY,
};

/**
 * No field alone tells how an order stands. `order` rows name the fields that decide, from `confirm` on; the row that names
 * most of them counts. `order=0` (abnormal) has none on purpose. `fulfilment` rows are the risk review, `payment` rows the
 * steps of a deposit order, `refund` rows the two fields on after-sales.
 */
export const PINDUODUO_STATUS_MAP: readonly StatusMapRow[] = [
  statusRow('order', 'confirm=0', { payment: 'awaited', fulfilment: 'received' }),
  statusRow('order', 'confirm=1,group=0', { payment: 'paid', fulfilment: 'received', hold: 'platform' }),
  statusRow('order', 'confirm=1,group=1,order=1', { payment: 'paid', fulfilment: 'received' }),
  statusRow('order', 'confirm=1,group=1,order=2', { payment: 'paid', fulfilment: 'shipped' }),
  statusRow('order', 'confirm=1,group=1,order=3', { payment: 'paid', fulfilment: 'delivered' }),
  statusRow('order', 'confirm=1,group=2', { payment: 'voided', fulfilment: 'cancelled' }),
  statusRow('order', 'confirm=2', { payment: 'voided', fulfilment: 'cancelled' }),
  statusRow('fulfilment', 'risk=0', {}),
  statusRow('fulfilment', 'risk=1', { hold: 'risk' }),
  statusRow('payment', 'step=0', { payment: 'awaited' }),
  statusRow('payment', 'step=1', { payment: 'awaited', hold: 'platform' }),
  statusRow('payment', 'step=2', {}),
  statusRow('refund', 'refund=1', { afterSales: 'none' }),
  statusRow('refund', 'refund=2', REQUESTED),
  statusRow('refund', 'refund=3', UNDER_WAY),
  statusRow('refund', 'refund=4', REFUNDED),
  ...Object.entries(AFTER_SALES).map(([status, result]) => statusRow('refund', `after_sales=${status}`, result)),
];

/** The only state in which a parcel may be reported. */
export const TO_SHIP = 'confirm=1,group=1,order=1';

/** `remark_tag` 1..5. */
export const REMARK_TAGS: readonly (string | null)[] = [null, 'red', 'yellow', 'green', 'blue', 'purple'];

/** `after_sales_type` of a case. 1 is "all" in requests; resent goods are 5, repairs 6. */
export const REFUND_KINDS: Readonly<Record<number, RefundDraft['kind']>> = {
  2: 'refund_only',
  3: 'return_and_refund',
  4: 'exchange',
  5: 'resend',
  6: 'repair',
};

/** Our carrier ids -> `code` in pdd.logistics.companies.get, where the number of the carrier is looked up. */
export const COMPANY_CODES: Readonly<Record<string, string>> = {
  'sf-express': 'SF',
  zto: 'ZTO',
  yto: 'YTO',
  sto: 'STO',
  yunda: 'YUNDA',
  ems: 'EMS',
  jd: 'JD',
};

/** Calls that the API pages limit per merchant, and the tighter total of a call where the page names none. */
export const PINDUODUO_RATE_LIMITS: readonly RateLimit[] = [
  { operation: 'pdd.order.number.list.increment.get', calls: 3_000, perMs: 60_000 },
  { operation: 'pdd.order.list.get', calls: 6_000, perMs: 60_000 },
  { operation: 'pdd.order.information.get', calls: 2_000, perMs: 1_000 },
  { operation: 'pdd.logistics.online.send', calls: 5_000, perMs: 1_000 },
];

/** What an error code means. Codes that stand nowhere are refusals: repeating them unchanged is no use. */
export const ERROR = {
  /** 20004 is the signature: a wrong secret. 10014: authorisation withdrawn. */
  auth: new Set(['10014', '10019', '10035', '20004']),
  throttled: new Set(['52101', '52102', '52103', '70031', '70032']),
  /** The platform's own faults, and its maintenance. */
  platformSide: new Set(['50000', '50001', '50002', '52001', '52002', '70033']),
  /** No code for a number that nobody knows is documented; the text is what there is. */
  unknownOrder: /订单(号)?(信息)?不存在|查无此订单/,
} as const;
