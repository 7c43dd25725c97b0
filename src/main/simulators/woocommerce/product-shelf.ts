import { demoCatalogue } from '../kit/demo-catalogue.ts';

/** One variation of a product; each SKU of the demo catalogue is one. */
export interface WooProduct {
  readonly id: string;
  readonly parentId: string;
  readonly sku: string;
  readonly name: string;
  manageStock: boolean;
  stockQuantity: number | null;
  /** How often the shop was told a number. */
  writes: number;
}

export interface ProductShelf {
  ofSku(sku: string): WooProduct | undefined;
  ofId(id: string): WooProduct | undefined;
  all(): readonly WooProduct[];
}

const FIRST_PARENT = 1_000;
const FIRST_VARIATION = 5_000;

export function createProductShelf(): ProductShelf {
  const parents = new Map<string, string>();
  const bySku = new Map<string, WooProduct>();
  const byId = new Map<string, WooProduct>();
  for (const [index, good] of demoCatalogue().entries()) {
    const parentId = parents.get(good.title) ?? String(FIRST_PARENT + parents.size);
    parents.set(good.title, parentId);
    const product: WooProduct = {
      id: String(FIRST_VARIATION + index),
      parentId,
      sku: good.code,
      name: `${good.titleEn} - ${good.variantEn}`,
      manageStock: true,
      stockQuantity: 100,
      writes: 0,
    };
    bySku.set(product.sku, product);
    byId.set(product.id, product);
  }
  return { ofSku: (sku) => bySku.get(sku), ofId: (id) => byId.get(id), all: () => [...byId.values()] };
}
