export interface PddReceiver {
  readonly name: string;
  readonly phone: string;
  readonly province: string;
  readonly city: string;
  /** Sent as `town`: Pinduoduo has no field for a town. */
  readonly district: string;
  readonly address: string;
}

export interface PddItem {
  /** Decimal digits. */
  readonly goodsId: string;
  readonly skuId: string;
  readonly outerId: string;
  readonly outerGoodsId: string;
  readonly name: string;
  readonly spec: string;
  readonly count: number;
  readonly priceMinor: number;
}

/** An after-sales case. */
export interface PddRefund {
  readonly id: string;
  /** `after_sales_type`: 2 money only, 3 with return of goods. */
  readonly type: number;
  status: number;
  readonly amountMinor: number;
  readonly createdAtMs: number;
  updatedAtMs: number;
}

/** One order as the platform holds it. Times UTC ms, amounts fen. Statuses are Pinduoduo's own numbers. */
export interface PddSimOrder {
  readonly orderSn: string;
  confirmStatus: number;
  groupStatus: number;
  orderStatus: number;
  refundStatus: number;
  afterSalesStatus: number;
  riskControlStatus: number;
  readonly createdAtMs: number;
  payAtMs: number | undefined;
  confirmAtMs: number | undefined;
  shippingAtMs: number | undefined;
  receiveAtMs: number | undefined;
  updatedAtMs: number;
  readonly goodsMinor: number;
  readonly sellerDiscountMinor: number;
  readonly platformDiscountMinor: number;
  readonly postageMinor: number;
  readonly payMinor: number;
  receiver: PddReceiver;
  readonly buyerMemo: string;
  remark: string;
  remarkTag: number;
  logisticsId: number;
  trackingNumber: string;
  /** Deposit orders only: 0 nothing paid, 1 deposit, 2 both. */
  stepTradeStatus: number | undefined;
  readonly item: PddItem;
  refund: PddRefund | undefined;
}

/** Why a careful shop must not ship this order now (reference 0.1, rule 11); undefined when it may. */
export function blockReasonOf(order: PddSimOrder): string | undefined {
  if (order.confirmStatus === 2 || order.groupStatus === 2) return 'closed';
  if (order.confirmStatus === 0 || order.payAtMs === undefined) return 'unpaid';
  if (order.groupStatus === 0) return 'grouping';
  if (order.riskControlStatus === 1) return 'risk-review';
  if (order.refundStatus === 2 || order.refundStatus === 3) return 'refund-open';
  return order.refundStatus === 4 ? 'refunded' : undefined;
}
