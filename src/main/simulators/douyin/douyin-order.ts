import type { DemoPlace } from '../kit/demo-places.ts';
import type { TimedEntry } from '../kit/timed-store.ts';

/** `order_status` and, beyond it, `main_status`; a plain number, because tests force statuses that no table knows. */
export type OrderStatus = number;

/** One of `sku_order_list`. Amounts fen. */
export interface SkuOrder {
  /** The first one bears the number of its order. */
  readonly id: string;
  status: OrderStatus;
  afterSaleStatus: number;
  readonly productId: string;
  readonly skuId: string;
  readonly code: string;
  readonly productName: string;
  readonly variant: string;
  readonly itemNum: number;
  readonly priceMinor: number;
  readonly payMinor: number;
  readonly isGift: boolean;
}

export interface DouyinReceiver {
  readonly name: string;
  readonly phone: string;
  readonly place: DemoPlace;
  readonly door: string;
  /** Stands for the ciphertext of all three. */
  readonly cipher: string;
}

export interface DouyinParcel {
  readonly trackingNumber: string;
  readonly companyCode: string;
  readonly companyName: string;
  readonly deliveryId: string;
  readonly shippedAtMs: number;
  readonly goods: readonly { readonly skuOrderId: string; readonly units: number }[];
}

/** One shop order as the platform holds it. */
export interface DouyinOrder extends TimedEntry {
  status: OrderStatus;
  mainStatus: OrderStatus;
  paidAtMs: number | undefined;
  finishedAtMs: number | undefined;
  readonly payMinor: number;
  readonly postMinor: number;
  readonly shopDiscountMinor: number;
  readonly buyerWords: string;
  sellerWords: string;
  stars: number;
  receiver: DouyinReceiver;
  readonly isPresale: boolean;
  /** 0: not bought in a live room. */
  readonly roomId: string;
  readonly authorName: string;
  readonly skus: readonly SkuOrder[];
  parcels: readonly DouyinParcel[];
}

/** One after-sales case. */
export interface AfterSaleCase extends TimedEntry {
  readonly orderId: string;
  readonly skuOrderId: string;
  readonly type: number;
  status: number;
  readonly units: number;
  readonly amountMinor: number;
  readonly reason: string;
  returnNumber: string;
}

const OPEN_AFTER_SALES = new Set([6, 7, 8, 11, 13, 27, 29]);
/** Of an order or a line: nothing more will leave. */
const CLOSED = new Set([4, 21, 22, 39]);

export const isAfterSaleOpen = (sku: SkuOrder): boolean => OPEN_AFTER_SALES.has(sku.afterSaleStatus);

export function shippedUnits(order: DouyinOrder, sku: SkuOrder): number {
  return order.parcels
    .flatMap((parcel) => parcel.goods)
    .filter((goods) => goods.skuOrderId === sku.id)
    .reduce((sum, goods) => sum + goods.units, 0);
}

export function openUnits(order: DouyinOrder, sku: SkuOrder): number {
  return CLOSED.has(sku.status) ? 0 : sku.itemNum - shippedUnits(order, sku);
}

/** Why a careful shop must not ship this order now (reference 0.1, rule 11); undefined when it may. */
export function blockReasonOf(order: DouyinOrder): string | undefined {
  if (CLOSED.has(order.status)) return 'closed';
  if (order.paidAtMs === undefined) return 'unpaid';
  if (order.status === 105) return 'risk-check';
  return order.skus.some(isAfterSaleOpen) ? 'after-sale-open' : undefined;
}
