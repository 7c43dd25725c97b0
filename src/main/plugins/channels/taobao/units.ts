import { statusRow } from '#main/plugins/channels/wire-fields.ts';
import type { RefundDraft, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';

/** All of TOP's codes in one place: statuses, flags, error codes, company codes. Source: TOP API pages and SDK. */

/** TOP's clock: UTC+08:00, fixed. */
export const TOP_OFFSET_MINUTES = 480;

/** `payment` rows are values of `step_trade_status` (presale); `order` rows hold for trades and for sub-orders. */
export const TAOBAO_STATUS_MAP: readonly StatusMapRow[] = [
  statusRow('order', 'TRADE_NO_CREATE_PAY', { payment: 'awaited', fulfilment: 'received' }),
  statusRow('order', 'WAIT_BUYER_PAY', { payment: 'awaited', fulfilment: 'received' }),
  statusRow('order', 'PAY_PENDING', { payment: 'awaited', fulfilment: 'received' }),
  statusRow('order', 'WAIT_PRE_AUTH_CONFIRM', { payment: 'awaited', fulfilment: 'received' }),
  statusRow('order', 'PAID_FORBID_CONSIGN', { payment: 'paid', fulfilment: 'received', hold: 'platform' }),
  statusRow('order', 'WAIT_SELLER_SEND_GOODS', { payment: 'paid', fulfilment: 'received' }),
  statusRow('order', 'SELLER_CONSIGNED_PART', { payment: 'paid', fulfilment: 'partially_shipped' }),
  statusRow('order', 'WAIT_BUYER_CONFIRM_GOODS', { payment: 'paid', fulfilment: 'shipped' }),
  statusRow('order', 'TRADE_BUYER_SIGNED', { payment: 'paid', fulfilment: 'delivered' }),
  statusRow('order', 'TRADE_FINISHED', { payment: 'paid', fulfilment: 'completed' }),
  statusRow('order', 'TRADE_CLOSED', { payment: 'refunded', fulfilment: 'cancelled', afterSales: 'refunded' }),
  statusRow('order', 'TRADE_CLOSED_BY_TAOBAO', { payment: 'voided', fulfilment: 'cancelled' }),
  statusRow('payment', 'FRONT_NOPAID_FINAL_NOPAID', { payment: 'awaited' }),
  statusRow('payment', 'FRONT_PAID_FINAL_NOPAID', { payment: 'awaited', hold: 'platform' }),
  statusRow('payment', 'FRONT_PAID_FINAL_PAID', {}),
  statusRow('payment', 'FRONT_PAID_FRONT_FORFEITED', {}),
  statusRow('refund', 'NO_REFUND', { afterSales: 'none' }),
  statusRow('refund', 'WAIT_SELLER_AGREE', { afterSales: 'requested', hold: 'refund' }),
  statusRow('refund', 'WAIT_BUYER_RETURN_GOODS', { afterSales: 'in_progress', hold: 'refund' }),
  statusRow('refund', 'WAIT_SELLER_CONFIRM_GOODS', { afterSales: 'in_progress', hold: 'refund' }),
  statusRow('refund', 'SELLER_REFUSE_BUYER', { afterSales: 'in_progress', hold: 'refund' }),
  statusRow('refund', 'SUCCESS', { afterSales: 'refunded' }),
  statusRow('refund', 'CLOSED', { afterSales: 'closed' }),
];

/** Statuses of a trade in which a parcel may be reported. */
export const SHIPPABLE: ReadonlySet<string> = new Set(['WAIT_SELLER_SEND_GOODS', 'SELLER_CONSIGNED_PART']);
/** Statuses of a sub-order that will never be shipped any more. */
export const CLOSED: ReadonlySet<string> = new Set(['TRADE_CLOSED', 'TRADE_CLOSED_BY_TAOBAO']);
/** Statuses of a sub-order whose goods have left. */
export const LEFT: ReadonlySet<string> = new Set(['WAIT_BUYER_CONFIRM_GOODS', 'TRADE_BUYER_SIGNED', 'TRADE_FINISHED']);
/** Statuses of a sub-order whose goods have not left. */
export const UNSHIPPED: ReadonlySet<string> = new Set(['WAIT_SELLER_SEND_GOODS', 'PAID_FORBID_CONSIGN']);

/** `seller_flag` 1..5; 0 is none. */
export const SELLER_FLAGS: readonly (string | null)[] = [null, 'red', 'yellow', 'green', 'blue', 'purple'];

/** Our carrier ids -> TOP company codes (taobao.logistics.companies.get). */
export const COMPANY_CODES: Readonly<Record<string, string>> = {
  'sf-express': 'SF',
  zto: 'ZTO',
  yto: 'YTO',
  sto: 'STO',
  yunda: 'YUNDA',
  ems: 'EMS',
};

export const ERROR = {
  /** Of the app; 4, 5, 6 and 8 of older tables: of the user, the session, the partner, and too often a minute. */
  throttled: new Set(['4', '5', '6', '7', '8']),
  serviceUnavailable: '10',
  /** A service behind the gateway failed; whose fault it was, only the sub-code says. */
  remoteService: '15',
  signature: '25',
  /** Missing or invalid timestamp: ten minutes off are borne. */
  clock: new Set(['30', '31']),
  /** Signature, session, app key: missing or invalid. */
  auth: new Set(['24', '25', '26', '27', '28', '29']),
  /** Missing or unknown method, missing or unknown version. */
  api: new Set(['21', '22', '32', '33']),
  dailyQuota: 'accesscontrol.limited-by-app-access-count',
  banSeconds: /ban will last for (\d+) more seconds?/i,
  platformSide: /^isp\./,
  /** A session whose right to this kind of call has run out (r1, r2, w1, w2), or that stands by itself as a sub-code. */
  session: /^(?:isv\.)?(?:[rw][12]-security-authorize-invalid|session-expired|invalid-sessionkey)$/,
  unknownTrade: new Set(['isv.trade-not-exist']),
} as const;

/** Detail fields of one order. `oaid` comes only beside name, address, created, mobile and phone. */
export const TRADE_FIELDS = [
  'tid,tid_str,status,type,payment,post_fee,total_fee,created,pay_time,modified,consign_time,end_time,buyer_message,seller_memo',
  'seller_flag,buyer_nick,buyer_open_uid,shipping_type,receiver_name,receiver_state,receiver_city,receiver_district,receiver_town',
  'receiver_address,receiver_zip,receiver_mobile,receiver_phone,oaid,step_trade_status,promotion_details,orders',
].join(',');

export const LIST_FIELDS = 'tid,tid_str,status,modified,pay_time,payment';

/** What the list tells of a refund. The goods' parcel on its way back is `sid`. */
export const REFUND_FIELDS =
  'refund_id,tid,oid,status,created,modified,refund_fee,reason,num,company_name,sid,has_good_return,dispute_type';

/** `dispute_type` of a refund; older answers leave it out. */
export const REFUND_KINDS: Readonly<Record<string, RefundDraft['kind']>> = {
  REFUND: 'refund_only',
  REFUND_AND_RETURN: 'return_and_refund',
  TMALL_EXCHANGE: 'exchange',
  TAOBAO_EXCHANGE: 'exchange',
  RESHIPPING: 'resend',
  REPAIR: 'repair',
};
