import { needed } from '#main/documents/customs/facts/format-facts.ts';
import type { CustomsLine } from '#shared/model/customs.ts';

/** What it is, of what it is made, for what it is used: the three that customs ask for. @throws AppError ERR_CUSTOMS_PAPER_FIELD */
export function describeLine(paper: string, line: CustomsLine, index: number): string {
  const what = needed(paper, `lines.${index}.descriptionEn`, line.descriptionEn);
  return [what, line.material && `of ${line.material}`, line.use && `for ${line.use}`]
    .filter((part) => part !== '')
    .join(', ');
}

/** What it is and of what: for the small form, where the purpose has no room. @throws AppError ERR_CUSTOMS_PAPER_FIELD */
export function shortDescription(paper: string, line: CustomsLine, index: number): string {
  return describeLine(paper, { ...line, use: '' }, index);
}
