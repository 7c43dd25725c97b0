import type { CustomsHit } from '#core/customs/customs-check.ts';
import type { CustomsDeclaration, CustomsLine } from '#shared/model/customs.ts';

/** One hit on a field of each line that is wrong; `wrong` gives the values for the text, or null where all is well. */
export function checkLines(
  declaration: CustomsDeclaration,
  field: string,
  wrong: (line: CustomsLine, index: number) => CustomsHit['data'] | null,
): CustomsHit[] {
  return declaration.lines.flatMap((line, index) => {
    const data = wrong(line, index);
    return data === null
      ? []
      : [{ path: `lines.${index}.${field}`, data: { line: index + 1, sku: line.skuCode || '-', ...data } }];
  });
}
