import { codeAt, ruleAt, softTextAt, textAt } from '#main/documents/layout/templates/elements.ts';
import { defineLayout } from '#shared/model/label-layout.ts';

/** GS1 logistic label: sender and receiver above, readable data in the middle, the bar codes below, the SSCC lowest. */
export const ssccLabel100x150 = defineLayout({
  id: 'sscc-label-100x150',
  kind: 'sscc',
  title: { en: 'GS1 logistic label (SSCC-18) 100 × 150 mm', 'zh-CN': 'GS1 物流标签（SSCC-18）100 × 150 毫米' },
  widthMm: 100,
  heightMm: 150,
  elements: [
    textAt([4, 3, 44, 3.4], 2.6, 'FROM 发货方'),
    softTextAt([4, 7, 44, 16], 3, '{{senderName}}\n{{senderAddress?}}', { maxLines: 4, valign: 'top' }),
    { kind: 'line', x: 50, y: 2, w: 0, h: 22 },
    textAt([52, 3, 44, 3.4], 2.6, 'TO 收货方'),
    softTextAt([52, 7, 44, 16], 3, '{{recipientName}}\n{{recipientAddress?}}', { maxLines: 4, valign: 'top' }),
    ruleAt(2, 25, 96, { thicknessMm: 0.375 }),
    textAt([4, 27, 20, 4], 3, 'SSCC'),
    textAt([4, 31, 92, 8], 6, '{{sscc}}', { weight: 700, minSizeMm: 4 }),
    textAt([4, 41, 30, 4], 3, 'CONTENT 商品', { when: 'gtin', minSizeMm: 2.4 }),
    textAt([4, 45, 60, 6], 5, '{{gtin?}}', { weight: 700, minSizeMm: 3 }),
    textAt([68, 41, 28, 4], 3, 'COUNT 数量', { when: 'gtin', minSizeMm: 2.4 }),
    textAt([68, 45, 28, 6], 5, '{{count?}}', { weight: 700, minSizeMm: 3 }),
    softTextAt([4, 53, 92, 5], 3.4, 'ORDER {{orderNumber?}}', { when: 'orderNumber' }),
    ruleAt(2, 60, 96, { thicknessMm: 0.375 }),
    codeAt([2, 63, 96, 32], 'gs1-128', '(02){{gtin}}(37){{count}}', 0.5, { when: 'gtin', name: 'content' }),
    textAt([4, 96, 92, 4], 3.4, '(02){{gtin}}(37){{count}}', { when: 'gtin', align: 'center', minSizeMm: 2.6 }),
    codeAt([2, 105, 96, 34], 'gs1-128', '(00){{sscc}}', 0.5, { name: 'SSCC' }),
    textAt([4, 140, 92, 5], 4, '(00){{sscc}}', { align: 'center', weight: 700 }),
  ],
});
