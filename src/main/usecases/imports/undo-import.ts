import { appendAudit } from '#main/db/repos/append-audit.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { readImport } from '#main/usecases/imports/apply-import.ts';
import type { OrderUndo } from '#main/usecases/imports/apply-order-rows.ts';
import type { SkuUndo } from '#main/usecases/imports/apply-sku-row.ts';
import { moveOrder } from '#main/usecases/orders/move-order.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { moveStock } from '#main/usecases/stock/move-stock.ts';
import { releaseOrder } from '#main/usecases/stock/release-order.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * Takes an applied import back, whole or not at all. Orders that it created are cancelled and their stock given back;
 * SKUs get their former values and counts. The books keep both the doing and the undoing.
 * @throws AppError ERR_IMPORT_NOT_UNDOABLE when a parcel was opened or stock promised on what it brought
 */
export function undoImport(context: UseCaseContext, act: Act, warehouseId: string, importId: string): void {
  context.db.transaction((tx) => {
    const row = readImport(tx, importId);
    if (row.state !== 'applied')
      throw new AppError('ERR_IMPORT_NOT_UNDOABLE', { fileName: row.file_name, reason: row.state });
    const atMs = context.clock.nowMs();
    if (row.kind === 'orders')
      for (const entry of JSON.parse(row.undo_json ?? '[]') as OrderUndo[])
        undoOrder(tx, act, atMs, row.file_name, entry);
    else
      for (const entry of JSON.parse(row.undo_json ?? '[]') as SkuUndo[])
        undoSku(tx, act, atMs, warehouseId, importId, row.file_name, entry);
    tx.prepare<[number, string]>("UPDATE imports SET state = 'undone', undone_at_ms = ? WHERE id = ?").run(
      atMs,
      importId,
    );
    tx.prepare<[string]>("UPDATE import_rows SET state = 'undone' WHERE import_id = ? AND state = 'applied'").run(
      importId,
    );
    appendAudit(tx, {
      atMs,
      actorKind: act.actor.kind,
      actorId: act.actor.name,
      act: 'import.undo',
      target: importId,
      data: { fileName: row.file_name },
    });
    tx.changed('imports');
    tx.changed('stock');
  });
}

function undoOrder(tx: WriteTx, act: Act, atMs: number, fileName: string, entry: OrderUndo): void {
  if (!entry.created) return;
  const order = tx
    .prepare<[string], { fulfilment: string; external_number: string }>(
      'SELECT fulfilment, external_number FROM orders WHERE id = ?',
    )
    .get(entry.orderId);
  if (!order || order.fulfilment === 'cancelled') return;
  if (order.fulfilment !== 'received' && order.fulfilment !== 'reserved')
    throw new AppError('ERR_IMPORT_NOT_UNDOABLE', {
      fileName,
      reason: `${order.external_number}: ${order.fulfilment}`,
    });
  moveOrder(tx, atMs, entry.orderId, { fulfilment: 'cancelled' });
  releaseOrder(tx, act, atMs, entry.orderId, 'everything');
  recordEvent(tx, {
    orderId: entry.orderId,
    atMs,
    type: 'order.cancelled',
    act,
    rule: 'import_undone',
    data: { fileName },
  });
}

function undoSku(
  tx: WriteTx,
  act: Act,
  atMs: number,
  warehouseId: string,
  importId: string,
  fileName: string,
  entry: SkuUndo,
): void {
  if (entry.onHandDelta !== 0) {
    try {
      moveStock(tx, act, atMs, {
        key: `import-undo:${importId}:${entry.skuId}`,
        warehouseId,
        skuId: entry.skuId,
        kind: 'import_undone',
        onHandDelta: -entry.onHandDelta,
        reservedDelta: 0,
        orderId: null,
        orderLineId: null,
        note: fileName,
      });
    } catch (error) {
      if (error instanceof AppError && error.code === 'ERR_STOCK_SHORT')
        throw new AppError('ERR_IMPORT_NOT_UNDOABLE', { fileName, reason: 'stock_promised' });
      throw error;
    }
  }
  const remove = tx.prepare<[string, string]>('DELETE FROM sku_barcodes WHERE barcode = ? AND sku_id = ?');
  for (const barcode of entry.addedBarcodes) remove.run(barcode, entry.skuId);
  const before = entry.before;
  if (!before) return void retireUnused(tx, atMs, entry.skuId);
  tx.prepare<(string | number | null)[]>(
    'UPDATE skus SET title = ?, title_en = ?, weight_g = ?, location = ?, hs_code = ?, origin_country = ?, updated_at_ms = ? WHERE id = ?',
  ).run(
    before.title,
    before.title_en,
    before.weight_g,
    before.location,
    before.hs_code,
    before.origin_country,
    atMs,
    entry.skuId,
  );
}

/** What the import brought is unknown again, unless an order already asks for it. */
function retireUnused(tx: WriteTx, atMs: number, skuId: string): void {
  tx.prepare<[number, string]>(
    'UPDATE skus SET retired_at_ms = ? WHERE id = ? AND NOT EXISTS (SELECT 1 FROM order_lines l WHERE l.sku_id = skus.id)',
  ).run(atMs, skuId);
}
