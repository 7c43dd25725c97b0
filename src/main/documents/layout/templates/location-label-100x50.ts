import { codeAt, softTextAt, textAt } from '#main/documents/layout/templates/elements.ts';
import { defineLayout } from '#shared/model/label-layout.ts';

/** For shelves: legible from two metres, scannable from one. */
export const locationLabel100x50 = defineLayout({
  id: 'location-label-100x50',
  kind: 'location',
  title: { en: 'Location label 100 × 50 mm', 'zh-CN': '库位标签 100 × 50 毫米' },
  widthMm: 100,
  heightMm: 50,
  elements: [
    textAt([3, 3, 68, 20], 16, '{{location}}', { weight: 700, minSizeMm: 6 }),
    codeAt([74, 2, 24, 24], 'datamatrix', '{{location}}', 0.75, { minModuleMm: 0.375 }),
    codeAt([2, 27, 96, 15], 'code128', '{{location}}', 0.75, { minModuleMm: 0.25 }),
    softTextAt([3, 43.5, 94, 4.5], 3.4, '{{warehouseName?}}  {{note?}}'),
  ],
});
