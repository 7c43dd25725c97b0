import type { RefundDraft, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { statusRow } from '#main/plugins/channels/wire-fields.ts';

/** All of JD's codes in one place: states, error codes, carriers. Source: its API pages; what is not confirmed says so. */

/** JD's clock: UTC+08:00, fixed. */
export const JD_OFFSET_MINUTES = 480;

/** What JD writes where an order has no time of payment. */
export const NO_TIME = '0001-01-01 00:00:00';

type Result = Pick<StatusMapRow, 'payment' | 'fulfilment' | 'hold'>;
const row = (vendorStatus: string, result: Partial<Result>): StatusMapRow => statusRow('order', vendorStatus, result);

const TO_SHIP: Partial<Result> = { payment: 'paid', fulfilment: 'received' };
const SHIPPED: Partial<Result> = { payment: 'paid', fulfilment: 'shipped' };

/** `orderState`, with JD's own spelling. LOCKED is usually a buyer's wish to cancel. */
export const JD_STATUS_MAP: readonly StatusMapRow[] = [
  row('WAIT_SELLER_STOCK_OUT', TO_SHIP),
  row('WAIT_SELLER_DELIVERY', TO_SHIP),
  row('WAIT_SEND_CODE', TO_SHIP),
  row('LOCKED', { ...TO_SHIP, hold: 'platform' }),
  row('PAUSE', { ...TO_SHIP, hold: 'platform' }),
  row('POP_ORDER_PAUSE', { ...TO_SHIP, hold: 'platform' }),
  row('SEND_TO_DISTRIBUTION_CENER', SHIPPED),
  row('DISTRIBUTION_CENTER_RECEIVED', SHIPPED),
  row('RECEIPTS_CONFIRM', SHIPPED),
  row('WAIT_GOODS_RECEIVE_CONFIRM', SHIPPED),
  row('FINISHED_L', { payment: 'paid', fulfilment: 'completed' }),
  row('TRADE_CANCELED', { payment: 'voided', fulfilment: 'cancelled' }),
  // Names of states of an after-sales service, as published clients show them; a done service tells nothing of money.
  statusRow('refund', '待审核', { afterSales: 'requested', hold: 'refund' }),
  statusRow('refund', '待客户反馈', { afterSales: 'in_progress', hold: 'refund' }),
  statusRow('refund', '待收货', { afterSales: 'in_progress', hold: 'refund' }),
  statusRow('refund', '待处理', { afterSales: 'in_progress', hold: 'refund' }),
  statusRow('refund', '待用户确认', { afterSales: 'in_progress', hold: 'refund' }),
  statusRow('refund', '审核关闭', { afterSales: 'closed' }),
  statusRow('refund', '取消', { afterSales: 'closed' }),
  statusRow('refund', '完成', { afterSales: 'closed' }),
];

/** `customerExpect` of an after-sales service. */
export const REFUND_KINDS: Readonly<Record<string, RefundDraft['kind']>> = {
  '10': 'return_and_refund',
  '20': 'exchange',
  '30': 'repair',
};

/** States in which a parcel may be reported. */
export const SHIPPABLE: ReadonlySet<string> = new Set(['WAIT_SELLER_STOCK_OUT', 'WAIT_SELLER_DELIVERY']);

/** Our carrier ids -> JD's numbers; from secondary sources, to be checked against the shop's own list. */
export const LOGISTICS_IDS: Readonly<Record<string, string>> = {
  'sf-express': '467',
  yto: '463',
  sto: '470',
  yunda: '1327',
  zto: '1499',
  jd: '2087',
  ems: '465',
};

/** `payType` looks like `1-货到付款`; from memory. */
export const COD_PREFIX = '1-';

export const ERROR = {
  throttled: new Set(['2']),
  /** Missing or out of range: each try bears a new one. */
  clock: new Set(['7', '8']),
  auth: new Set(['12', '19']),
  /** Missing or unknown version, missing or unknown method. */
  api: new Set(['4', '5', '14', '15']),
  /** The table of token codes is not complete; their text names the token. */
  tokenText: /access_?\s?token/i,
  unknownOrder: /订单(号)?(信息)?不存在|order (does )?not exist/i,
} as const;

/** What is asked of an order; nothing comes that is not named. */
export const OPTIONAL_FIELDS = [
  'orderId,venderId,orderType,payType,orderTotalPrice,orderSellerPrice,orderPayment,freightPrice,sellerDiscount,orderState',
  'orderStateRemark,deliveryType,invoiceInfo,orderRemark,orderStartTime,orderEndTime,modified,paymentConfirmTime,consigneeInfo',
  'itemInfoList,couponDetailList,venderRemark,waybill,logisticsId,parentOrderId,storeOrder,idSopShipmenttype,orderSign',
].join(',');
