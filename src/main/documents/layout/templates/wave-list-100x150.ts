import { bandAt, codeAt, softTextAt, textAt } from '#main/documents/layout/templates/elements.ts';
import { defineLayout } from '#shared/model/label-layout.ts';

/** The orders of one wave in the order in which they are packed, each with a code to scan. */
export const waveList100x150 = defineLayout({
  id: 'wave-list-100x150',
  kind: 'wave_list',
  title: { en: 'Wave list 100 × 150 mm', 'zh-CN': '波次单 100 × 150 毫米' },
  widthMm: 100,
  heightMm: 150,
  elements: [
    textAt([4, 3, 60, 8], 6, '波次单 WAVE', { weight: 700 }),
    textAt([66, 3, 30, 8], 6, '{{page}}', { weight: 700, align: 'right', minSizeMm: 3 }),
    codeAt([3, 12, 94, 10], 'code128', '{{waveNumber}}', 0.375),
    softTextAt([4, 22.5, 60, 5], 4, '{{waveNumber}}', { weight: 700 }),
    softTextAt([64, 22.5, 32, 5], 2.8, '{{printedAt}}', { align: 'right' }),
    ...bandAt([3, 28.5, 94, 5.5], 3.4, '{{orderCount}} 单 orders · {{unitCount}} 件 units'),
    {
      kind: 'repeat',
      items: 'orders',
      x: 3,
      y: 35,
      rowHeightMm: 11,
      maxRows: 10,
      children: [
        textAt([0, 0.5, 8, 9], 5, '{{slot}}', { weight: 700, align: 'center', minSizeMm: 2.6 }),
        codeAt([8, 1, 56, 6], 'code128', '{{orderNumber}}', 0.25, { align: 'left', minModuleMm: 0.2 }),
        softTextAt([10, 7.2, 54, 3], 2.4, '{{orderNumber}}'),
        softTextAt([65, 0.8, 29, 4.5], 3, '{{recipientName?}}', { align: 'right' }),
        softTextAt([65, 5.6, 29, 4.5], 3, '{{unitCount}} 件 units', { align: 'right', weight: 700 }),
        { kind: 'line', x: 0, y: 10.8, w: 94, h: 0, thicknessMm: 0.125 },
      ],
    },
  ],
});
