import { demoCatalogue } from '../kit/demo-catalogue.ts';
import type { DemoGood } from '../kit/demo-catalogue.ts';

/** One item that is on sale, with its only SKU. Ids as its sub-orders bear them. */
export interface ListedItem {
  readonly numIid: string;
  readonly skuId: string;
  readonly outerSkuId: string;
  readonly title: string;
  readonly properties: string;
  quantity: number;
}

export const numIidOf = (good: DemoGood): string => `68${good.gtin13.slice(3, 12)}`;
export const skuIdOf = (good: DemoGood): string => `50${good.gtin13.slice(2)}`;

/** Everything that the demo store sells. */
export function createListingShelf(): ReadonlyMap<string, ListedItem> {
  return new Map(
    demoCatalogue().map((good) => [
      numIidOf(good),
      {
        numIid: numIidOf(good),
        skuId: skuIdOf(good),
        outerSkuId: good.code,
        title: good.title,
        properties: `规格:${good.variant}`,
        quantity: 100,
      },
    ]),
  );
}
