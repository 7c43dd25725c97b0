import type { CustomsDeclaration, CustomsPaperKind } from '#shared/model/customs.ts';
import { sampleDeclaration } from '#tests/support/customs-declarations.ts';

/** What papers of tests look like where that is not what they are about. */
export const PAPER_OPTIONS = {
  cn22Numbers: true,
  labelStock: '100x150',
  batteryMark: '100x100',
  operatorName: 'China Post',
} as const;

/** A declaration that the paper is made for. */
export function fittingDeclaration(kind: CustomsPaperKind): CustomsDeclaration {
  if (kind === 'thai_packing_list') return sampleDeclaration('TH');
  if (kind === 'export_declaration') return sampleDeclaration('US', { supervisionMode: '0110' });
  if (kind === 'proforma_invoice') return sampleDeclaration('US', { isPaid: false, category: 'sample' });
  return sampleDeclaration('DE');
}
