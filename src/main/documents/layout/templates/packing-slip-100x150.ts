import { bandAt, codeAt, ruleAt, softTextAt, textAt } from '#main/documents/layout/templates/elements.ts';
import { defineLayout } from '#shared/model/label-layout.ts';

/** Goes into the parcel: what is in it, and nothing that the carrier or a thief should read. */
export const packingSlip100x150 = defineLayout({
  id: 'packing-slip-100x150',
  kind: 'packing_slip',
  title: { en: 'Packing slip 100 × 150 mm', 'zh-CN': '装箱单 100 × 150 毫米' },
  widthMm: 100,
  heightMm: 150,
  elements: [
    softTextAt([4, 4, 60, 9], 6.5, '{{shopName}}', { weight: 700, minSizeMm: 3.4 }),
    textAt([64, 4, 32, 9], 4, '装箱单 PACKING SLIP {{page?}}', { align: 'right', minSizeMm: 2.6, weight: 700 }),
    codeAt([2, 15, 70, 10], 'code128', '{{orderNumber}}', 0.375, { align: 'left', minModuleMm: 0.2 }),
    softTextAt([4, 26, 92, 4.5], 3.6, '{{orderNumber}}', { weight: 700 }),
    softTextAt([4, 31, 92, 4.5], 3.2, '{{recipientName}} · {{recipientRegion?}}'),
    softTextAt([4, 36, 92, 4.5], 3.2, '{{carrierName?}} {{trackingNumber?}}'),
    {
      kind: 'table',
      x: 3,
      y: 43,
      items: 'lines',
      rowHeightMm: 8.5,
      maxRows: 10,
      headHeightMm: 5,
      sizeMm: 2.9,
      minSizeMm: 2.2,
      columns: [
        { title: '商品 Item', content: '{{title?}}', w: 52, maxLines: 2 },
        { title: '编码 SKU', content: '{{skuCode?}}', w: 28 },
        { title: '数量 Qty', content: '{{quantity}}', w: 14, align: 'right', weight: 700 },
      ],
      moreText: '… +{{moreCount}}',
    },
    ...bandAt([3, 134, 94, 5.5], 3.4, '共 {{lineCount}} 行 lines · {{unitCount}} 件 units'),
    ruleAt(3, 140.5, 94),
    softTextAt([4, 141, 64, 6], 2.8, '{{note?}}', { maxLines: 2 }),
    softTextAt([68, 141, 28, 6], 2.6, '{{printedAt}}', { align: 'right' }),
  ],
});
