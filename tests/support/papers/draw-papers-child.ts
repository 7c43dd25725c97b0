import { createHash } from 'node:crypto';
import { CUSTOMS_PAPERS } from '#main/documents/customs/customs-papers.ts';
import { drawCustomsPaper } from '#main/documents/customs/draw-customs-paper.ts';
import type { CustomsDeclaration, CustomsPaperKind } from '#shared/model/customs.ts';
import { sampleDeclaration } from '#tests/support/customs-declarations.ts';

// Run as a process of its own, in the time zone of its argument: draws every kind of paper and prints the hash of each.
process.env['TZ'] = process.argv[2];

const OPTIONS = {
  cn22Numbers: true,
  labelStock: '100x150',
  batteryMark: '100x100',
  operatorName: 'China Post',
} as const;

function fitting(kind: CustomsPaperKind): CustomsDeclaration {
  if (kind === 'thai_packing_list') return sampleDeclaration('TH');
  if (kind === 'export_declaration') return sampleDeclaration('US', { supervisionMode: '0110' });
  if (kind === 'proforma_invoice') return sampleDeclaration('US', { isPaid: false, category: 'sample' });
  return sampleDeclaration('DE');
}

for (const kind of Object.keys(CUSTOMS_PAPERS) as CustomsPaperKind[]) {
  const { pdf } = await drawCustomsPaper({ kind, declaration: fitting(kind), options: OPTIONS });
  console.log(`paper ${kind} ${createHash('sha256').update(pdf).digest('hex')} ${pdf.byteLength}`);
}
