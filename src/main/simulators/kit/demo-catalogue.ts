import { BASE_GOODS } from './catalogue-goods.ts';
import type { BaseGood, Variant } from './catalogue-goods.ts';

/** One SKU of the demo store. Prices in fen, weights in grams of the packed unit. */
export interface DemoGood {
  readonly code: string;
  readonly title: string;
  readonly titleEn: string;
  readonly variant: string;
  readonly variantEn: string;
  readonly gtin13: string;
  readonly weightG: number;
  readonly priceMinor: number;
  readonly hsHint?: string;
}

/** GS1 keeps prefix 952 for demonstrations: no real good on a packer's desk can carry one of these numbers. */
const DEMO_PREFIX = '952';

/** GS1 mod-10 check digit: weights 3,1,3,1... from the right of the body (reference B10). */
export function gtinCheckDigit(body: string): string {
  let sum = 0;
  for (let fromRight = 0; fromRight < body.length; fromRight += 1) {
    sum += Number(body.charAt(body.length - 1 - fromRight)) * (fromRight % 2 === 0 ? 3 : 1);
  }
  return String((10 - (sum % 10)) % 10);
}

function packCount(variant: Variant): number {
  return variant.code.startsWith('P') && /^P\d+$/.test(variant.code) ? Number(variant.code.slice(1)) : 1;
}

function toDemoGood(base: BaseGood, variant: Variant, goodIndex: number, variantIndex: number): DemoGood {
  const body = `${DEMO_PREFIX}${String(1000 + goodIndex)}${String(variantIndex + 1).padStart(5, '0')}`;
  const units = packCount(variant);
  const isSize = ['S', 'M', 'L', 'XL', '2XL'].includes(variant.code);
  return {
    code: `${base.code}-${variant.code}`,
    title: base.title,
    titleEn: base.titleEn,
    variant: variant.title,
    variantEn: variant.titleEn,
    gtin13: `${body}${gtinCheckDigit(body)}`,
    // Larger sizes weigh a little more, packs by their count: so that a scale can tell them apart.
    weightG: isSize ? Math.round(base.weightG * (1 + variantIndex * 0.05)) : base.weightG * units,
    priceMinor: units === 1 ? base.priceMinor : Math.round(base.priceMinor * units * 0.95),
    ...(base.hsHint === undefined ? {} : { hsHint: base.hsHint }),
  };
}

const CATALOGUE: readonly DemoGood[] = BASE_GOODS.flatMap((base, goodIndex) =>
  base.variants.map((variant, variantIndex) => toDemoGood(base, variant, goodIndex, variantIndex)),
);

/** The 200 SKUs that all simulators sell; the same in every run. Stock and SKU files of the demo are made from it. */
export function demoCatalogue(): readonly DemoGood[] {
  return CATALOGUE;
}
