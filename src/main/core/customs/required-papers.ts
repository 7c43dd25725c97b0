import { isPostal, postalForm } from '#core/customs/postal-form.ts';
import type { PostalForm } from '#core/customs/postal-form.ts';
import type { CustomsRules } from '#core/customs/customs-rules.ts';
import { exportPaper } from '#core/customs/export-paper.ts';
import { paperLimits } from '#core/customs/paper-limits.ts';
import type { CustomsWorld } from '#core/customs/customs-check.ts';
import { needsBatteryMark } from '#core/customs/needs-battery-mark.ts';
import type { CustomsDeclaration, CustomsPaperKind } from '#shared/model/customs.ts';

/** A paper that a parcel needs, and why. */
export interface RequiredPaper {
  readonly kind: CustomsPaperKind;
  readonly reasonEn: string;
  readonly reasonZh: string;
}

/**
 * Papers of a parcel by channel, value, destination and export mode (customs.md sections 1, 8, 9.2, 10); limits are those of the rules in
 * force on the ship date.
 */
export function requiredPapers(
  declaration: CustomsDeclaration,
  rules: CustomsRules,
  world: CustomsWorld,
): RequiredPaper[] {
  const limits = paperLimits(declaration, rules, world);
  const postal = isPostal(declaration) ? postalForm(declaration, world, limits.cn23FromSdr) : null;
  const papers: RequiredPaper[] = [
    ...(postal === null ? [] : [paper(postal.kind, postal.reasonEn, postal.reasonZh)]),
    ...invoices(declaration, postal?.kind),
    ...packingLists(declaration),
  ];
  const exported = declaration.sender.country === 'CN' ? exportPaper(declaration, world, limits.listUpToCny) : null;
  if (exported !== null) papers.push(exported);
  if (needsBatteryMark(declaration, limits.unmarkedBatteries))
    papers.push(
      paper(
        'battery_mark',
        'The parcel holds lithium batteries beyond what may travel without the mark.',
        '包裹中的锂电池超出免贴标记的范围。',
      ),
    );
  return papers;
}

function invoices(declaration: CustomsDeclaration, form: PostalForm['kind'] | undefined): RequiredPaper[] {
  const isSale = declaration.isPaid || declaration.category === 'sale';
  if (!isSale) {
    if (declaration.category === 'documents' || form !== undefined) return [];
    return [
      paper(
        'proforma_invoice',
        'No sale took place: a proforma invoice states the value for customs.',
        '没有发生销售：以形式发票申报海关价值。',
      ),
    ];
  }
  if (form === undefined)
    return [
      paper('commercial_invoice', 'Goods by courier travel with a commercial invoice.', '快递货物须随附商业发票。'),
    ];
  if (form === 'cn22') return [];
  return [
    paper('commercial_invoice', 'A sale that is declared on CN23 needs an invoice.', '用 CN23 申报的销售须附发票。'),
  ];
}

function packingLists(declaration: CustomsDeclaration): RequiredPaper[] {
  const papers: RequiredPaper[] = [];
  if (declaration.territory === 'TH')
    papers.push(
      paper(
        'thai_packing_list',
        'Thailand: packing list with Thai names and TISI numbers.',
        '泰国：带泰文品名和 TISI 号的装箱单。',
      ),
    );
  else if (declaration.packages.length > 1)
    papers.push(paper('packing_list', 'The shipment has more than one package.', '货件多于一件包裹。'));
  return papers;
}

function paper(kind: CustomsPaperKind, reasonEn: string, reasonZh: string): RequiredPaper {
  return { kind, reasonEn, reasonZh };
}
