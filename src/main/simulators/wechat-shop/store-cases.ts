import { demoCatalogue } from '../kit/demo-catalogue.ts';
import type { DemoGood } from '../kit/demo-catalogue.ts';
import type { TimedEntry } from '../kit/timed-store.ts';
import type { WireObject } from '../kit/wire-json.ts';

/** One after-sales case. `id` is its number. */
export interface StoreCase extends TimedEntry {
  readonly orderId: string;
  readonly productId: string;
  readonly skuId: string;
  readonly units: number;
  readonly type: 'REFUND' | 'RETURN';
  status: string;
  readonly amountMinor: number;
  returnWaybillId: string;
}

/** A case in full. Times are Unix seconds, numbers are text. */
export function storeCaseView(entry: StoreCase): WireObject {
  return {
    after_sale_order_id: entry.id,
    order_id: entry.orderId,
    status: entry.status,
    type: entry.type,
    openid: 'simulated-buyer',
    product_info: { product_id: entry.productId, sku_id: entry.skuId, count: entry.units },
    refund_info: { amount: entry.amountMinor, refund_reason: 1 },
    return_info: { waybill_id: entry.returnWaybillId, delivery_id: '', delivery_name: '' },
    reason: 'INCORRECT_SELECTION',
    reason_text: '拍错/多拍',
    create_time: Math.floor(entry.createdAtMs / 1000),
    update_time: Math.floor(entry.updatedAtMs / 1000),
  };
}

export const storeProductIdOf = (good: DemoGood): string => `1000${good.gtin13.slice(3)}`;
export const storeSkuIdOf = (good: DemoGood): string => `2000${good.gtin13}`;

/** Everything that the demo store sells; each SKU is a product of its own. */
export function storeProductViews(): ReadonlyMap<string, WireObject> {
  return new Map(
    demoCatalogue().map((good) => [
      storeProductIdOf(good),
      {
        product_id: storeProductIdOf(good),
        title: good.title,
        status: 5,
        skus: [
          {
            sku_id: storeSkuIdOf(good),
            sku_code: good.code,
            stock_num: 100,
            sku_attrs: [{ attr_key: '规格', attr_value: good.variant }],
          },
        ],
      },
    ]),
  );
}
