import { demoCatalogue } from '../kit/demo-catalogue.ts';
import type { DemoGood } from '../kit/demo-catalogue.ts';
import type { TimedEntry } from '../kit/timed-store.ts';
import type { WireObject } from '../kit/wire-json.ts';

/** One after-sales case. `id` is its number; the status is a plain number: tests force ones that no table knows. */
export interface RedCase extends TimedEntry {
  readonly orderId: string;
  /** 1 return, 2 exchange, 4 refund after shipping, 5 refund before. */
  readonly returnType: number;
  status: number;
  readonly amountMinor: number;
  returnExpressNo: string;
}

/** A row of the list of cases: times in milliseconds, the amount in yuan. */
export function caseView(entry: RedCase): WireObject {
  return {
    returnsId: entry.id,
    returnType: entry.returnType,
    reasonId: 12,
    reasonNameZh: '拍错/多拍/不想要',
    status: entry.status,
    userId: '5f0000000000000000000002',
    orderId: entry.orderId,
    applyTime: entry.createdAtMs,
    updatedAt: entry.updatedAtMs,
    expireTime: -1,
    desc: '',
    returnExpressNo: entry.returnExpressNo,
    expectedRefundAmountYuan: entry.amountMinor / 100,
  };
}

export const redSkuIdOf = (good: DemoGood): string => `65${good.gtin13}${good.gtin13.slice(4)}`;

/** Everything that the demo store sells, as the detailed list of SKUs tells it. */
export function redSkuViews(): readonly WireObject[] {
  return demoCatalogue().map((good) => ({
    item: { id: `64${good.gtin13}${good.gtin13.slice(4)}`, name: good.title },
    sku: {
      id: redSkuIdOf(good),
      name: `${good.title} ${good.variant}`,
      erpCode: good.code,
      buyable: true,
      variants: [{ id: '1', name: '规格', value: good.variant }],
    },
  }));
}
