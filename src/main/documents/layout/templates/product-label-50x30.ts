import { codeAt, softTextAt, textAt } from '#main/documents/layout/templates/elements.ts';
import { defineLayout } from '#shared/model/label-layout.ts';

/** For goods that come without a barcode of their own, or with one that does not scan. */
export const productLabel50x30 = defineLayout({
  id: 'product-label-50x30',
  kind: 'product',
  title: { en: 'Product label 50 × 30 mm', 'zh-CN': '商品标签 50 × 30 毫米' },
  widthMm: 50,
  heightMm: 30,
  elements: [
    softTextAt([2, 1.5, 46, 7.5], 3, '{{title}}', { maxLines: 2, weight: 500 }),
    codeAt([0.5, 9.5, 49, 10.5], 'ean13', '{{barcode}}', 0.33, { when: 'barcodeKind=ean13', minModuleMm: 0.25 }),
    codeAt([0.5, 9.5, 49, 10.5], 'code128', '{{barcode}}', 0.25, { unless: 'barcodeKind=ean13', minModuleMm: 0.2 }),
    textAt([2, 20.2, 46, 3.2], 2.8, '{{barcode}}', { align: 'center', minSizeMm: 2 }),
    softTextAt([2, 24, 28, 4.5], 3, '{{skuCode}}', { weight: 700 }),
    softTextAt([30, 24, 18, 4.5], 2.6, '{{variant?}}', { align: 'right' }),
  ],
});
