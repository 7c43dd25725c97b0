import { bandAt, codeAt, ruleAt, softTextAt, textAt } from '#main/documents/layout/templates/elements.ts';
import { defineLayout } from '#shared/model/label-layout.ts';

/** Outside of a carton: where it goes, which of how many, what it weighs. */
export const cartonLabel100x150 = defineLayout({
  id: 'carton-label-100x150',
  kind: 'carton',
  title: { en: 'Carton label 100 × 150 mm', 'zh-CN': '箱标 100 × 150 毫米' },
  widthMm: 100,
  heightMm: 150,
  elements: [
    { kind: 'box', x: 2, y: 2, w: 96, h: 146, thicknessMm: 0.5 },
    ...bandAt([2, 2, 96, 14], 7, '箱标 CARTON  {{carton}}'),
    softTextAt([5, 18, 90, 8], 5.5, '{{recipientName}}', { weight: 700, minSizeMm: 3 }),
    softTextAt([5, 27, 90, 18], 4, '{{recipientAddress}}', { maxLines: 4, valign: 'top' }),
    ruleAt(2, 47, 96),
    softTextAt([5, 49, 90, 6], 4, '{{orderNumber}}', { weight: 700 }),
    {
      kind: 'table',
      x: 4,
      y: 57,
      items: 'lines',
      rowHeightMm: 6,
      maxRows: 6,
      sizeMm: 2.9,
      minSizeMm: 2.2,
      columns: [
        { title: 'SKU', content: '{{skuCode?}}', w: 34 },
        { title: '商品 Item', content: '{{title?}}', w: 44 },
        { title: '数量', content: '{{quantity}}', w: 14, align: 'right', weight: 700 },
      ],
      moreText: '… +{{moreCount}}',
    },
    ruleAt(2, 100, 96),
    textAt([5, 102, 44, 10], 6, '{{weight}}', { weight: 700, minSizeMm: 3 }),
    softTextAt([50, 102, 45, 10], 4, '{{size?}}', { align: 'right' }),
    codeAt([4, 114, 92, 22], 'code128', '{{cartonCode}}', 0.5),
    softTextAt([5, 137, 90, 6], 4.5, '{{cartonCode}}', { align: 'center', weight: 700 }),
  ],
});
