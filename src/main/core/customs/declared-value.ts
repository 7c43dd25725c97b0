import type { CustomsDeclaration } from '#shared/model/customs.ts';

/** Sum of the lines, in minor units of the declaration's currency: the intrinsic value, without freight and insurance. */
export function goodsValueMinor(declaration: CustomsDeclaration): number {
  return declaration.lines.reduce((sum, line) => sum + line.valueMinor, 0);
}
