import { codeAt, ruleAt, softTextAt, textAt } from '#main/documents/layout/templates/elements.ts';
import { defineLayout } from '#shared/model/label-layout.ts';

/** 80 mm receipt paper, of which 72 mm are printed; as long as its lines. */
export const receipt80 = defineLayout({
  id: 'receipt-80',
  kind: 'receipt',
  title: { en: 'Receipt 80 mm', 'zh-CN': '收银小票 80 毫米' },
  widthMm: 72,
  heightMm: 360,
  continuous: true,
  elements: [
    softTextAt([2, 2, 68, 8], 6, '{{shopName}}', { weight: 700, align: 'center', minSizeMm: 3.4 }),
    softTextAt([2, 11, 68, 4], 3, '{{orderNumber}}', { align: 'center' }),
    softTextAt([2, 15.5, 68, 4], 2.8, '{{printedAt}}', { align: 'center' }),
    ruleAt(1, 21, 70, { dashMm: 1 }),
    {
      kind: 'table',
      x: 1,
      y: 22,
      items: 'lines',
      rowHeightMm: 7.2,
      maxRows: 40,
      collapse: true,
      headHeightMm: 5,
      sizeMm: 2.9,
      minSizeMm: 2.2,
      rules: 'none',
      columns: [
        { title: '商品 Item', content: '{{title?}}', w: 40, maxLines: 2 },
        { title: '数量', content: '{{quantity?}}', w: 10, align: 'right' },
        { title: '金额 Sum', content: '{{amount?}}', w: 20, align: 'right', weight: 700 },
      ],
      moreText: '… +{{moreCount}}',
    },
    ruleAt(1, 317, 70, { dashMm: 1 }),
    textAt([2, 318, 30, 7], 4.5, '合计 Total', { weight: 700, minSizeMm: 3 }),
    textAt([30, 318, 40, 7], 5.5, '{{total}}', { weight: 700, align: 'right', minSizeMm: 3 }),
    softTextAt([2, 326, 68, 4], 2.8, '{{payment?}}', { align: 'right' }),
    codeAt([2, 332, 68, 10], 'code128', '{{orderNumber}}', 0.25, { minModuleMm: 0.2 }),
    softTextAt([2, 344, 68, 10], 3, '{{note?}}', { align: 'center', maxLines: 2 }),
  ],
});
