export type TradeStatus =
  | 'TRADE_NO_CREATE_PAY'
  | 'WAIT_BUYER_PAY'
  | 'PAY_PENDING'
  | 'WAIT_PRE_AUTH_CONFIRM'
  | 'PAID_FORBID_CONSIGN'
  | 'WAIT_SELLER_SEND_GOODS'
  | 'SELLER_CONSIGNED_PART'
  | 'WAIT_BUYER_CONFIRM_GOODS'
  | 'TRADE_BUYER_SIGNED'
  | 'TRADE_FINISHED'
  | 'TRADE_CLOSED'
  | 'TRADE_CLOSED_BY_TAOBAO';

export type RefundStatus =
  | 'NO_REFUND'
  | 'WAIT_SELLER_AGREE'
  | 'WAIT_BUYER_RETURN_GOODS'
  | 'WAIT_SELLER_CONFIRM_GOODS'
  | 'SELLER_REFUSE_BUYER'
  | 'SUCCESS'
  | 'CLOSED';

export type StepTradeStatus =
  | 'FRONT_NOPAID_FINAL_NOPAID'
  | 'FRONT_PAID_FINAL_NOPAID'
  | 'FRONT_PAID_FINAL_PAID'
  | 'FRONT_PAID_FRONT_FORFEITED';

export interface TaobaoReceiver {
  readonly name: string;
  readonly state: string;
  /** Undefined for directly administered counties. */
  readonly city: string | undefined;
  readonly district: string | undefined;
  readonly town: string;
  readonly address: string;
  readonly zip: string;
  readonly mobile: string;
  readonly phone: string | undefined;
}

export interface TaobaoSubOrder {
  /** Decimal digits; beyond 2^53. */
  readonly oid: string;
  status: TradeStatus;
  refundStatus: RefundStatus;
  refundId: string | undefined;
  readonly num: number;
  readonly priceMinor: number;
  readonly paymentMinor: number;
  readonly discountMinor: number;
  readonly numIid: string;
  readonly skuId: string;
  readonly outerIid: string;
  readonly outerSkuId: string;
  readonly skuPropertiesName: string;
  readonly title: string;
  logisticsCompany: string | undefined;
  invoiceNo: string | undefined;
  consignAtMs: number | undefined;
}

/** One trade as the platform holds it. Times UTC ms, amounts fen. */
export interface TaobaoTrade {
  readonly tid: string;
  status: TradeStatus;
  readonly type: 'fixed' | 'step';
  readonly createdAtMs: number;
  payAtMs: number | undefined;
  modifiedAtMs: number;
  consignAtMs: number | undefined;
  endAtMs: number | undefined;
  readonly paymentMinor: number;
  readonly postFeeMinor: number;
  readonly totalFeeMinor: number;
  readonly buyerNick: string;
  readonly buyerOpenUid: string;
  readonly buyerMessage: string;
  sellerMemo: string;
  sellerFlag: number;
  stepTradeStatus: StepTradeStatus | undefined;
  receiver: TaobaoReceiver;
  readonly oaid: string;
  readonly orders: readonly TaobaoSubOrder[];
  /** A number given by online.send without out_sid, waiting for online.confirm. */
  pendingConsign: { readonly companyCode: string; readonly oids: readonly string[] } | undefined;
}

const OPEN_REFUNDS: readonly RefundStatus[] = [
  'WAIT_SELLER_AGREE',
  'WAIT_BUYER_RETURN_GOODS',
  'WAIT_SELLER_CONFIRM_GOODS',
  'SELLER_REFUSE_BUYER',
];

/** Why a careful shop must not ship this trade now (reference 0.1, rule 11); undefined when it may. */
export function blockReasonOf(trade: TaobaoTrade): string | undefined {
  if (trade.status === 'PAID_FORBID_CONSIGN') return 'forbid-consign';
  if (trade.status === 'TRADE_CLOSED' || trade.status === 'TRADE_CLOSED_BY_TAOBAO') return 'closed';
  if (trade.payAtMs === undefined) return 'unpaid';
  if (trade.orders.some((order) => OPEN_REFUNDS.includes(order.refundStatus))) return 'refund-open';
  return undefined;
}
