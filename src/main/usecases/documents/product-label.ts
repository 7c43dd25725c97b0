import { hasCheckDigit } from '#core/scanning/check-digit.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { defineDocument } from '#main/usecases/documents/document-kind.ts';
import { copiesPerJob } from '#main/usecases/documents/label-copies.ts';
import { ProductLabelOf } from '#shared/contract/documents.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** For goods without a barcode, or with one that does not scan. Goods that have none get their SKU code, which the station reads too. */
export const productLabel = defineDocument({
  kind: 'product',
  of: ProductLabelOf,
  read(db, world, { skuIds, copies }) {
    const papers = [...new Set<string>(skuIds)].flatMap((skuId) => {
      const { code, title, barcodes } = readSku(db, skuId);
      const { barcode, barcodeKind } = barcodeOf(barcodes, code);
      return copiesPerJob(copies).map((count, index) => ({
        labelKey: `product:${world.requestId}:${skuId}:${index + 1}`,
        layout: 'product' as const,
        shopId: '',
        orderId: null,
        shipmentId: null,
        copies: count,
        data: { title, skuCode: code, variant: '', barcode, barcodeKind },
      }));
    });
    return { papers, leftOut: 0 };
  },
});

interface Sku {
  readonly code: string;
  readonly title: string;
  readonly barcodes: readonly string[];
}

function readSku(db: ReadDb, skuId: string): Sku {
  const row = db
    .prepare<[string], { code: string; title: string }>('SELECT code, title FROM skus WHERE id = ?')
    .get(skuId);
  if (!row) throw new AppError('ERR_STOCK_SKU_UNKNOWN', { sku: skuId });
  const barcodes = db
    .pluck<[string], string>('SELECT barcode FROM sku_barcodes WHERE sku_id = ? ORDER BY barcode')
    .all(skuId);
  return { ...row, barcodes };
}

/** A retail number wins, since every scanner reads it; 12 digits are the same number with a zero in front. */
function barcodeOf(barcodes: readonly string[], code: string): { barcode: string; barcodeKind: 'ean13' | 'code128' } {
  const retail = barcodes.find((barcode) => /^\d{12,13}$/.test(barcode) && hasCheckDigit(barcode));
  if (retail !== undefined) return { barcode: retail.padStart(13, '0'), barcodeKind: 'ean13' };
  return { barcode: barcodes[0] ?? code, barcodeKind: 'code128' };
}
