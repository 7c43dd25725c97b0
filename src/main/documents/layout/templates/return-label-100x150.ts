import { bandAt, codeAt, ruleAt, softTextAt, textAt } from '#main/documents/layout/templates/elements.ts';
import { defineLayout } from '#shared/model/label-layout.ts';

/** Lies in the parcel; the buyer sticks it on what comes back. */
export const returnLabel100x150 = defineLayout({
  id: 'return-label-100x150',
  kind: 'return',
  title: { en: 'Return label 100 × 150 mm', 'zh-CN': '退货标签 100 × 150 毫米' },
  widthMm: 100,
  heightMm: 150,
  elements: [
    { kind: 'box', x: 2, y: 2, w: 96, h: 146, thicknessMm: 0.375 },
    ...bandAt([2, 2, 96, 12], 7, '退货 RETURN'),
    textAt([5, 16, 20, 4], 3, '寄回 To'),
    textAt([5, 20, 90, 8], 5.5, '{{returnName}}  {{returnPhone?}}', { name: 'return name', weight: 700, minSizeMm: 3 }),
    textAt([5, 29, 90, 22], 4.6, '{{returnAddress}}', {
      name: 'return address',
      maxLines: 4,
      minSizeMm: 2.8,
      valign: 'top',
    }),
    ruleAt(2, 53, 96),
    textAt([5, 55, 20, 4], 3, '寄件 From'),
    softTextAt([5, 59, 90, 6], 4, '{{senderName}}  {{senderPhone?}}'),
    softTextAt([5, 65, 90, 10], 3.2, '{{senderAddress?}}', { maxLines: 2, valign: 'top' }),
    ruleAt(2, 77, 96),
    codeAt([4, 80, 92, 20], 'code128', '{{returnCode}}', 0.5),
    textAt([5, 101, 90, 6], 5, '{{returnCode}}', { align: 'center', weight: 700, minSizeMm: 3 }),
    softTextAt([5, 109, 90, 5], 3.4, '{{orderNumber}}'),
    ruleAt(2, 115, 96, { dashMm: 2 }),
    softTextAt([5, 117, 62, 28], 3, '{{instructions?}}', { maxLines: 8, valign: 'top' }),
    codeAt([70, 118, 26, 26], 'qrcode', '{{returnLink}}', 0.5, { when: 'returnLink' }),
  ],
});
