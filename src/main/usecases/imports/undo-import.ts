import { appendAudit } from '#main/db/repos/append-audit.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { readImport } from '#main/usecases/imports/apply-import.ts';
import type { ImportRow } from '#main/usecases/imports/apply-import.ts';
import { isUntouched, readImportShop, writeOrder } from '#main/usecases/imports/apply-order-rows.ts';
import type { ImportShop, OrderUndo } from '#main/usecases/imports/apply-order-rows.ts';
import { archiveRows } from '#main/usecases/imports/archive-rows.ts';
import { IMPORTED } from '#main/usecases/imports/check-order-rows.ts';
import type { RowValues } from '#main/usecases/imports/check-order-rows.ts';
import type { SkuUndo } from '#main/usecases/imports/apply-sku-row.ts';
import { moveOrder } from '#main/usecases/orders/move-order.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { moveStock } from '#main/usecases/stock/move-stock.ts';
import { releaseOrder } from '#main/usecases/stock/release-order.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { FulfilmentState } from '#shared/model/order.ts';

/**
 * Takes an applied import back, whole or not at all. Orders that it brought are cancelled and their stock given back, orders
 * that it changed get their former rows; SKUs get their former values and counts. The books keep both the doing and the undoing.
 * @throws AppError ERR_IMPORT_NOT_UNDOABLE when a parcel was opened or stock promised on what it brought, or a later import speaks of the same
 */
export function undoImport(context: UseCaseContext, act: Act, warehouseId: string, importId: string): void {
  context.db.transaction((tx) => {
    const row = readImport(tx, importId);
    if (row.state !== 'applied')
      throw new AppError('ERR_IMPORT_NOT_UNDOABLE', { fileName: row.file_name, reason: row.state });
    const atMs = context.clock.nowMs();
    if (row.kind === 'orders') undoOrders(tx, context, act, row);
    else undoSkus(tx, act, atMs, warehouseId, row);
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

function undoOrders(tx: WriteTx, context: UseCaseContext, act: Act, row: ImportRow): void {
  const shop = readImportShop(tx, row.shop_id);
  const later = ordersOfLaterImports(tx, row);
  const refuse = (reason: string) => new AppError('ERR_IMPORT_NOT_UNDOABLE', { fileName: row.file_name, reason });
  for (const entry of JSON.parse(row.undo_json ?? '[]') as OrderUndo[]) {
    const order = tx
      .prepare<[string], ImportedOrder>(
        'SELECT fulfilment, external_number, platform_status, paid_at_ms FROM orders WHERE id = ?',
      )
      .get(entry.orderId);
    // Once the channel itself speaks of an order, it stands by what the channel says.
    if (!order || entry.did === 'nothing' || order.platform_status !== IMPORTED || order.fulfilment === 'cancelled')
      continue;
    if (later.has(entry.orderId)) throw refuse(`${order.external_number}: later_import`);
    if (!isUntouched(order.fulfilment)) throw refuse(`${order.external_number}: ${order.fulfilment}`);
    if (entry.before) restoreOrder(tx, context, act, shop, row, entry.before, order);
    else cancelOrder(tx, act, context.clock.nowMs(), row.file_name, entry.orderId);
  }
}

interface ImportedOrder {
  readonly fulfilment: FulfilmentState;
  readonly external_number: string;
  readonly platform_status: string;
  readonly paid_at_ms: number | null;
}

function ordersOfLaterImports(tx: WriteTx, row: ImportRow): ReadonlySet<string> {
  return new Set(
    tx
      .prepare<[string, number], { order_id: string }>(
        `SELECT DISTINCT r.order_id FROM imports i JOIN import_rows r ON r.import_id = i.id
         WHERE i.kind = 'orders' AND i.state = 'applied' AND i.id <> ? AND i.applied_at_ms >= ? AND r.order_id IS NOT NULL`,
      )
      .all(row.id, row.applied_at_ms ?? 0)
      .map((later) => later.order_id),
  );
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

/** Last row first: a code that stands in several rows goes back through the same values that it came by. */
function undoSkus(tx: WriteTx, act: Act, atMs: number, warehouseId: string, row: ImportRow): void {
  const later = skusOfLaterImports(tx, row);
  for (const entry of (JSON.parse(row.undo_json ?? '[]') as SkuUndo[]).toReversed()) {
    if (later.has(entry.skuId))
      throw new AppError('ERR_IMPORT_NOT_UNDOABLE', { fileName: row.file_name, reason: 'later_import' });
    undoSku(tx, act, atMs, warehouseId, row.id, row.file_name, entry);
  }
}

function skusOfLaterImports(tx: WriteTx, row: ImportRow): ReadonlySet<string> {
  return new Set(
    tx
      .prepare<[string, number], { sku_id: string }>(
        `SELECT DISTINCT json_extract(e.value, '$.skuId') AS sku_id FROM imports i, json_each(i.undo_json) e
         WHERE i.kind = 'skus' AND i.state = 'applied' AND i.id <> ? AND i.applied_at_ms >= ?`,
      )
      .all(row.id, row.applied_at_ms ?? 0)
      .map((later) => later.sku_id),
  );
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
