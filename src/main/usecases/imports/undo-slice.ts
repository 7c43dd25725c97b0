import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { readImport } from '#main/usecases/imports/read-import.ts';
import { undoGoodsRow } from '#main/usecases/imports/apply-goods-row.ts';
import type { GoodsUndo } from '#main/usecases/imports/apply-goods-row.ts';
import type { ImportRow } from '#main/usecases/imports/read-import.ts';
import { isUntouched, readImportShop, writeOrder } from '#main/usecases/imports/apply-order-rows.ts';
import type { ImportShop } from '#main/usecases/imports/apply-order-rows.ts';
import type { OrderUndo } from '#main/usecases/imports/order-undo.ts';
import { archiveRows } from '#main/usecases/imports/archive-rows.ts';
import { IMPORTED } from '#main/usecases/imports/check-order-rows.ts';
import type { RowValues } from '#main/usecases/imports/check-order-rows.ts';
import type { SkuUndo } from '#main/usecases/imports/apply-sku-row.ts';
import { moveOrder } from '#main/usecases/orders/move-order.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { moveStock } from '#main/usecases/stock/move-stock.ts';
import { releaseOrder } from '#main/usecases/stock/release-order.ts';
import { startSlice } from '#main/usecases/slice-budget.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { FulfilmentState } from '#shared/model/order.ts';

/** Rows looked up for one slice; how many of them it takes back depends on the time that they take. */
const MOST_PER_SLICE = 100;

interface UndoRow {
  readonly row_number: number;
  readonly group_key: string;
  readonly undo_json: string | null;
}

/**
 * Takes the next rows back, last row first: a code that stands in several rows goes back through the same values that it came
 * by. Orders that the import brought are cancelled and their stock given back, orders that it changed get their former rows;
 * SKUs get their former values and counts. The books keep both the doing and the undoing.
 * @throws AppError ERR_IMPORT_NOT_UNDOABLE when a parcel was opened or stock promised since it was looked at
 */
export function undoSlice(
  context: UseCaseContext,
  act: Act,
  { importId, warehouseId }: { importId: string; warehouseId: string },
): 'more' | 'done' {
  return context.db.transaction((tx) => {
    const row = readImport(tx, importId);
    const next = tx
      .prepare<[string, number], UndoRow>(
        `SELECT row_number, group_key, undo_json FROM import_rows INDEXED BY import_rows_state WHERE import_id = ? AND state = 'applied' AND undo_json IS NOT NULL ORDER BY row_number DESC LIMIT ?`,
      )
      .all(importId, MOST_PER_SLICE);
    if (row.state !== 'undoing') return 'done';
    if (next.length === 0) {
      closeRows(tx, importId);
      return 'done';
    }
    let undone = 0;
    const hasTime = startSlice();
    for (const entry of next) {
      if (!hasTime()) break;
      if (row.kind === 'orders') undoOrder(tx, context, act, row, JSON.parse(entry.undo_json ?? '') as OrderUndo);
      else if (row.kind === 'customs_goods')
        undoGoods(tx, context, act, row.file_name, JSON.parse(entry.undo_json ?? '') as GoodsUndo);
      else
        undoSku(
          tx,
          act,
          context.clock.nowMs(),
          warehouseId,
          importId,
          row.file_name,
          JSON.parse(entry.undo_json ?? '') as SkuUndo,
        );
      undone += markUndone(tx, row, entry);
    }
    tx.prepare<[number, string]>('UPDATE imports SET applied_count = applied_count - ? WHERE id = ?').run(
      undone,
      importId,
    );
    tx.changed('imports');
    tx.changed('stock');
    return 'more';
  });
}

/** With an order go all its rows. @returns how many rows went */
function markUndone(tx: WriteTx, { id, kind }: ImportRow, entry: UndoRow): number {
  if (kind !== 'orders')
    return tx
      .prepare<[string, number]>(
        "UPDATE import_rows SET state = 'undone' WHERE import_id = ? AND row_number = ? AND state = 'applied'",
      )
      .run(id, entry.row_number).changes;
  return tx
    .prepare<[string, string]>(
      "UPDATE import_rows INDEXED BY import_rows_group SET state = 'undone' WHERE import_id = ? AND group_key = ? AND state = 'applied'",
    )
    .run(id, entry.group_key).changes;
}

/** Rows that a stopped import had still before it are not applied any more. */
function closeRows(tx: WriteTx, importId: string): void {
  tx.prepare<[string]>(
    "UPDATE import_rows INDEXED BY import_rows_state SET state = 'skipped' WHERE import_id = ? AND state = 'ready'",
  ).run(importId);
}

function undoOrder(tx: WriteTx, context: UseCaseContext, act: Act, row: ImportRow, entry: OrderUndo): void {
  const order = tx
    .prepare<[string], ImportedOrder>(
      'SELECT fulfilment, external_number, platform_status, paid_at_ms FROM orders WHERE id = ?',
    )
    .get(entry.orderId);
  // Once the channel itself speaks of an order, it stands by what the channel says.
  if (!order || entry.did === 'nothing' || order.platform_status !== IMPORTED || order.fulfilment === 'cancelled')
    return;
  if (!isUntouched(order.fulfilment)) {
    const obstacle = { subject: order.external_number, reason: order.fulfilment };
    throw new AppError('ERR_IMPORT_NOT_UNDOABLE', { fileName: row.file_name, ...obstacle });
  }
  const shop = readImportShop(tx, row.shop_id);
  if (entry.before) restoreOrder(tx, context, act, shop, row, entry.before, order);
  else cancelOrder(tx, act, context.clock.nowMs(), row.file_name, entry.orderId);
}

interface ImportedOrder {
  readonly fulfilment: FulfilmentState;
  readonly external_number: string;
  readonly platform_status: string;
  readonly paid_at_ms: number | null;
}

function cancelOrder(tx: WriteTx, act: Act, atMs: number, fileName: string, orderId: string): void {
  moveOrder(tx, atMs, orderId, { fulfilment: 'cancelled' });
  releaseOrder(tx, act, atMs, orderId, 'everything');
  recordEvent(tx, { orderId, atMs, type: 'order.cancelled', act, rule: 'import_undone', data: { fileName } });
}

function restoreOrder(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  shop: ImportShop,
  row: ImportRow,
  rows: readonly RowValues[],
  order: ImportedOrder,
): void {
  const orderId = writeOrder(tx, context, act, shop, rows, order.paid_at_ms);
  const key = { shopId: shop.id, externalNumber: order.external_number };
  archiveRows(tx, context, key, { importId: row.id, rows }, { state: 'applied', orderId, park: null });
}

function undoGoods(tx: WriteTx, context: UseCaseContext, act: Act, fileName: string, entry: GoodsUndo): void {
  try {
    undoGoodsRow(tx, context, act, fileName, entry);
  } catch (error) {
    if (error instanceof AppError && error.code.startsWith('ERR_CUSTOMS_GOODS_'))
      throw new AppError('ERR_IMPORT_NOT_UNDOABLE', {
        fileName,
        subject: codeOf(tx, entry.skuId),
        reason: 'changed_since',
      });
    throw error;
  }
}

function codeOf(tx: WriteTx, skuId: string): string {
  return tx.pluck<[string], string>('SELECT code FROM skus WHERE id = ?').get(skuId) ?? skuId;
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
        key: `import-undo:${importId}:${entry.rowNumber}`,
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
        throw new AppError('ERR_IMPORT_NOT_UNDOABLE', {
          fileName,
          subject: codeOf(tx, entry.skuId),
          reason: 'stock_promised',
        });
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

/** What the import brought is unknown again, unless an order ever asked for it. */
function retireUnused(tx: WriteTx, atMs: number, skuId: string): void {
  tx.prepare<[number, string]>('UPDATE skus SET retired_at_ms = ? WHERE id = ? AND is_ordered = 0').run(atMs, skuId);
}
