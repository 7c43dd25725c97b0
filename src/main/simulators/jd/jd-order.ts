export interface JdItem {
  /** Decimal digits. */
  readonly skuId: string;
  readonly wareId: string;
  readonly outerSkuId: string;
  readonly name: string;
  readonly count: number;
  readonly priceMinor: number;
}

export interface JdReceiver {
  readonly name: string;
  readonly mobile: string;
  readonly province: string;
  readonly city: string;
  readonly county: string;
  readonly town: string;
  readonly address: string;
}

/** One order as the platform holds it. Times UTC ms, amounts fen. */
export interface JdSimOrder {
  readonly orderId: string;
  state: string;
  readonly payType: string;
  readonly createdAtMs: number;
  payAtMs: number | undefined;
  modifiedAtMs: number;
  readonly goodsMinor: number;
  readonly freightMinor: number;
  readonly payMinor: number;
  readonly remark: string;
  venderRemark: string;
  readonly receiver: JdReceiver;
  readonly oaid: string;
  /** The calls with `en` tell ciphertext of it; of others they tell masks, as they do of orders that JD protects otherwise. */
  isSealed: boolean;
  waybill: string;
  logisticsId: string;
  readonly items: readonly JdItem[];
}

const SHIPPABLE = ['WAIT_SELLER_STOCK_OUT', 'WAIT_SELLER_DELIVERY'];

/** Why a careful shop must not ship this order now; undefined when it may. */
export function blockReasonOf(order: JdSimOrder): string | undefined {
  if (order.state === 'TRADE_CANCELED') return 'closed';
  return SHIPPABLE.includes(order.state) ? undefined : order.state;
}
