import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import type { RowProblems } from '#main/usecases/imports/check-order-rows.ts';
import type { SkuRow } from '#main/usecases/imports/check-sku-row.ts';
import { moveStock } from '#main/usecases/stock/move-stock.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** What an SKU was before the import touched it. */
export interface SkuUndo {
  readonly skuId: string;
  readonly rowNumber: number;
  /** Null when nobody knew the SKU. */
  readonly before: {
    title: string;
    title_en: string;
    weight_g: number | null;
    location: string;
    hs_code: string;
    origin_country: string;
  } | null;
  readonly addedBarcodes: readonly string[];
  readonly onHandDelta: number;
}

type StoredSku = NonNullable<SkuUndo['before']> & { id: string; retired_at_ms: number | null };

/** Creates or updates one SKU and counts its stock; refuses what would break another SKU or a promise already made. */
export function applySkuRow(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  source: { importId: string; rowNumber: number; warehouseId: string; fileName: string },
  row: SkuRow,
): { undo: SkuUndo } | { problems: RowProblems } {
  const stored = tx
    .prepare<[string], StoredSku>(
      'SELECT id, title, title_en, weight_g, location, hs_code, origin_country, retired_at_ms FROM skus WHERE code = ?',
    )
    .get(row.code);
  const skuId = stored?.id ?? context.ids.next();
  // What an undone import left behind is unknown again: nothing of it is taken over, and undoing retires it once more.
  const before = stored && stored.retired_at_ms === null ? withoutBookkeeping(stored) : null;
  for (const barcode of row.barcodes) {
    const owner = tx
      .prepare<[string], { code: string; sku_id: string }>(
        'SELECT s.code, b.sku_id FROM sku_barcodes b JOIN skus s ON s.id = b.sku_id WHERE b.barcode = ?',
      )
      .get(barcode);
    if (owner && owner.sku_id !== skuId)
      return { problems: [{ code: 'ERR_STOCK_BARCODE_TAKEN', data: { barcode, sku: owner.code } }] };
  }
  const level = tx
    .prepare<[string, string], { on_hand: number; reserved: number }>(
      "SELECT on_hand, reserved FROM stock_levels WHERE warehouse_id = ? AND sku_id = ? AND lot = ''",
    )
    .get(source.warehouseId, skuId);
  if (row.onHand !== null && row.onHand < (level?.reserved ?? 0))
    return {
      problems: [
        {
          code: 'ERR_STOCK_SHORT',
          data: { skuCode: row.code, onHand: row.onHand, reserved: level?.reserved ?? 0 },
        },
      ],
    };
  writeSku(tx, context.clock.nowMs(), skuId, before, row);
  const addedBarcodes = row.barcodes.filter(
    (barcode) =>
      tx
        .prepare<[string, string]>('INSERT INTO sku_barcodes (barcode, sku_id) VALUES (?, ?) ON CONFLICT DO NOTHING')
        .run(barcode, skuId).changes === 1,
  );
  const onHandDelta = row.onHand === null ? 0 : row.onHand - (level?.on_hand ?? 0);
  if (onHandDelta !== 0) {
    moveStock(tx, act, context.clock.nowMs(), {
      key: `import:${source.importId}:${source.rowNumber}`,
      warehouseId: source.warehouseId,
      skuId,
      kind: 'counted',
      onHandDelta,
      reservedDelta: 0,
      orderId: null,
      orderLineId: null,
      note: source.fileName,
    });
  }
  return { undo: { skuId, rowNumber: source.rowNumber, before, addedBarcodes, onHandDelta } };
}

function withoutBookkeeping({
  id: _id,
  retired_at_ms: _retired,
  ...values
}: StoredSku): NonNullable<SkuUndo['before']> {
  return values;
}

function writeSku(tx: WriteTx, atMs: number, skuId: string, before: SkuUndo['before'], row: SkuRow): void {
  tx.prepare<(string | number | null)[]>(
    `INSERT INTO skus (id, code, title, title_en, weight_g, location, hs_code, origin_country, created_at_ms, updated_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET title = excluded.title, title_en = excluded.title_en, weight_g = excluded.weight_g, location = excluded.location, hs_code = excluded.hs_code, origin_country = excluded.origin_country, updated_at_ms = excluded.updated_at_ms, retired_at_ms = NULL`,
  ).run(
    skuId,
    row.code,
    row.title,
    row.titleEn ?? before?.title_en ?? '',
    row.weightG ?? before?.weight_g ?? null,
    row.location ?? before?.location ?? '',
    row.hsCode ?? before?.hs_code ?? '',
    row.originCountry ?? before?.origin_country ?? '',
    atMs,
    atMs,
  );
}
