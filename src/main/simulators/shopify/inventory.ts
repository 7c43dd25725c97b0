import { demoCatalogue } from '../kit/demo-catalogue.ts';

/** A variant as the shop sells it. Its numbers are those of the line items that name it. */
export interface StockedVariant {
  /** Digits, of the variant and of its inventory item alike. */
  readonly number: string;
  readonly sku: string;
  readonly title: string;
  tracked: boolean;
  available: number;
  /** How often the shop was told a number. */
  writes: number;
}

export interface IdempotentCall {
  readonly fingerprint: string;
  readonly answer: unknown;
}

/** Goods of the shop at its one location, and the calls that bore a key. */
export interface Inventory {
  ofSku(sku: string): StockedVariant | undefined;
  ofNumber(number: string): StockedVariant | undefined;
  all(): readonly StockedVariant[];
  readonly calls: Map<string, IdempotentCall>;
}

export function createInventory(): Inventory {
  const variants = demoCatalogue().map((good): StockedVariant => {
    const number = good.gtin13.slice(2);
    return {
      number,
      sku: good.code,
      title: `${good.titleEn} - ${good.variantEn}`,
      tracked: true,
      available: 100,
      writes: 0,
    };
  });
  const bySku = new Map(variants.map((variant) => [variant.sku, variant]));
  const byNumber = new Map(variants.map((variant) => [variant.number, variant]));
  return {
    ofSku: (sku) => bySku.get(sku),
    ofNumber: (number) => byNumber.get(number),
    all: () => variants,
    calls: new Map(),
  };
}
