import type { ReadDb } from '#main/db/handles.ts';

export interface FoundSku {
  readonly id: string;
  readonly code: string;
  readonly title: string;
}

/** The SKU behind a scan: by barcode in any of the forms that core/scanning names, else by the SKU code itself. */
export function findSku(db: ReadDb, candidates: readonly string[]): FoundSku | null {
  const byBarcode = db.prepare<[string], FoundSku>(
    'SELECT s.id, s.code, s.title FROM sku_barcodes b JOIN skus s ON s.id = b.sku_id WHERE b.barcode = ?',
  );
  const byCode = db.prepare<[string], FoundSku>(
    'SELECT id, code, title FROM skus WHERE code = ? AND retired_at_ms IS NULL',
  );
  for (const candidate of candidates) {
    const found = byBarcode.get(candidate) ?? byCode.get(candidate);
    if (found) return found;
  }
  return null;
}
