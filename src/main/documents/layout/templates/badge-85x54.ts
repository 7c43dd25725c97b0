import { codeAt, softTextAt, textAt } from '#main/documents/layout/templates/elements.ts';
import { defineLayout } from '#shared/model/label-layout.ts';

/** A person's badge in the size of a bank card. Drawn for the window only: its code must not lie in the print history. */
export const badge85x54 = defineLayout({
  id: 'badge-85x54',
  title: { en: 'Badge 85 × 54 mm', 'zh-CN': '工牌 85 × 54 毫米' },
  widthMm: 85,
  heightMm: 54,
  elements: [
    { kind: 'box', x: 0.5, y: 0.5, w: 84, h: 53 },
    softTextAt([4, 4, 77, 10], 8, '{{name}}', { weight: 700, align: 'center' }),
    textAt([4, 15, 77, 5], 3.4, '工牌 Badge · 扫码登录 scan to sign in', { align: 'center', minSizeMm: 2.4 }),
    codeAt([3, 22, 79, 26], 'code128', '{{code}}', 0.25, { minModuleMm: 0.25 }),
  ],
});
