import { codeAt, ruleAt, softTextAt, textAt } from '#main/documents/layout/templates/elements.ts';
import { defineLayout } from '#shared/model/label-layout.ts';

/** 58 mm receipt paper, of which 48 mm are printed; as long as its lines. */
export const receipt58 = defineLayout({
  id: 'receipt-58',
  kind: 'receipt',
  title: { en: 'Receipt 58 mm', 'zh-CN': '收银小票 58 毫米' },
  widthMm: 48,
  heightMm: 480,
  continuous: true,
  elements: [
    softTextAt([1, 2, 46, 7], 5, '{{shopName}}', { weight: 700, align: 'center', minSizeMm: 3 }),
    softTextAt([1, 10, 46, 4], 3, '{{orderNumber}}', { align: 'center' }),
    softTextAt([1, 14.5, 46, 4], 2.8, '{{printedAt}}', { align: 'center' }),
    ruleAt(0, 20, 48, { dashMm: 1 }),
    {
      kind: 'table',
      x: 0,
      y: 21,
      items: 'lines',
      rowHeightMm: 10,
      maxRows: 40,
      collapse: true,
      headHeightMm: 5,
      sizeMm: 2.8,
      minSizeMm: 2.2,
      rules: 'none',
      columns: [
        { title: '商品 Item', content: '{{title?}}', w: 25, maxLines: 3 },
        { title: '数', content: '{{quantity?}}', w: 6, align: 'right' },
        { title: '金额 Sum', content: '{{amount?}}', w: 17, align: 'right', weight: 700 },
      ],
      moreText: '… +{{moreCount}}',
    },
    ruleAt(0, 428, 48, { dashMm: 1 }),
    textAt([0, 429, 20, 7], 4, '合计 Total', { weight: 700, minSizeMm: 2.8 }),
    textAt([20, 429, 28, 7], 4.5, '{{total}}', { weight: 700, align: 'right', minSizeMm: 2.6 }),
    softTextAt([0, 437, 48, 4], 2.6, '{{payment?}}', { align: 'right' }),
    codeAt([0, 443, 48, 10], 'code128', '{{orderNumber}}', 0.25, { minModuleMm: 0.2 }),
    softTextAt([0, 455, 48, 10], 3, '{{note?}}', { align: 'center', maxLines: 2 }),
  ],
});
