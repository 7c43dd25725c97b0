import type { CustomsDeclaration } from '#shared/model/customs.ts';

/** Sums of the printed lines: what papers show as totals is always what stands above it. */
export interface DeclarationTotals {
  readonly valueMinor: number;
  readonly netWeightG: number;
  readonly units: number;
  /** Goods, freight, insurance and other charges. */
  readonly invoiceMinor: number;
}

export function totalsOf(declaration: CustomsDeclaration): DeclarationTotals {
  const { lines, freightMinor, insuranceMinor, otherMinor } = declaration;
  const valueMinor = lines.reduce((sum, line) => sum + line.valueMinor, 0);
  return {
    valueMinor,
    netWeightG: lines.reduce((sum, line) => sum + line.netWeightG, 0),
    units: lines.reduce((sum, line) => sum + line.quantity, 0),
    invoiceMinor: valueMinor + freightMinor + insuranceMinor + otherMinor,
  };
}
