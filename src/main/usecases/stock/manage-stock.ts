import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { moveStock } from '#main/usecases/stock/move-stock.ts';
import { queueServing } from '#main/usecases/stock/queue-serving.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { StockRow } from '#shared/contract/imports.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { z } from 'zod';

type Stock = z.infer<typeof StockRow>;

interface Row {
  id: string;
  code: string;
  title: string;
  weight_g: number | null;
  location: string;
  barcodes: string | null;
  on_hand: number;
  reserved: number;
}

const SELECT_STOCK = `SELECT k.id, k.code, k.title, k.weight_g, k.location, (SELECT group_concat(b.barcode, char(10)) FROM sku_barcodes b WHERE b.sku_id = k.id) AS barcodes,
  COALESCE((SELECT SUM(l.on_hand) FROM stock_levels l WHERE l.sku_id = k.id), 0) AS on_hand, COALESCE((SELECT SUM(l.reserved) FROM stock_levels l WHERE l.sku_id = k.id), 0) AS reserved FROM skus k`;

export interface StockRequest {
  readonly text?: string | null | undefined;
  readonly after?: string | null | undefined;
  readonly limit: number;
}

export interface StockPage {
  readonly rows: Stock[];
  readonly next: string | null;
}

/** Goods by code, keyset-paged; `text` matches code, title or barcode. */
export function listStock(db: ReadDb, request: StockRequest): StockPage {
  const pattern = `%${(request.text ?? '').trim().replaceAll(/[%_\\]/g, (char) => `\\${char}`)}%`;
  const rows = db
    .prepare<[string, string, string, string, number], Row>(
      `${SELECT_STOCK} WHERE k.retired_at_ms IS NULL AND k.code > ? AND (k.code LIKE ? ESCAPE '\\' OR k.title LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM sku_barcodes b WHERE b.sku_id = k.id AND b.barcode LIKE ? ESCAPE '\\')) ORDER BY k.code LIMIT ?`,
    )
    .all(request.after ?? '', pattern, pattern, pattern, request.limit + 1);
  const last = rows.length > request.limit ? rows[request.limit - 1] : undefined;
  return { rows: rows.slice(0, request.limit).map(toStock), next: last?.code ?? null };
}

/** @throws AppError ERR_STOCK_SKU_UNKNOWN */
export function readStock(db: ReadDb, skuId: string): Stock {
  const row = db.prepare<[string], Row>(`${SELECT_STOCK} WHERE k.id = ?`).get(skuId);
  if (!row) throw new AppError('ERR_STOCK_SKU_UNKNOWN', { sku: skuId });
  return toStock(row);
}

function toStock(row: Row): Stock {
  return {
    skuId: row.id,
    code: row.code,
    title: row.title,
    barcodes: row.barcodes === null ? [] : row.barcodes.split('\n'),
    weightG: row.weight_g,
    location: row.location,
    onHand: row.on_hand,
    reserved: row.reserved,
    available: row.on_hand - row.reserved,
  };
}

/** The movements of a SKU, newest first: from the newest of each of its levels along the links of the ledger. */
const MOVEMENTS_OF_SKU = `
  WITH RECURSIVE linked (seq) AS (
    SELECT last_seq FROM stock_levels WHERE sku_id = ? AND last_seq IS NOT NULL
    UNION ALL
    SELECT m.prev_seq FROM linked JOIN stock_movements m ON m.seq = linked.seq WHERE m.prev_seq IS NOT NULL ORDER BY 1 DESC
  )`;

/** The ledger of one SKU beside its levels: what they are, and what the ledger adds up to (promise P4). */
export function readLedger(db: ReadDb, skuId: string) {
  const movements = db
    .prepare<
      [string],
      {
        seq: number;
        at_ms: number;
        kind: string;
        on_hand_delta: number;
        reserved_delta: number;
        order_id: string | null;
        note: string;
      }
    >(
      `${MOVEMENTS_OF_SKU}
       SELECT seq, at_ms, kind, on_hand_delta, reserved_delta, order_id, note FROM (SELECT seq FROM linked LIMIT 500) JOIN stock_movements USING (seq) ORDER BY seq DESC`,
    )
    .all(skuId)
    .map((row) => ({
      seq: row.seq,
      atMs: row.at_ms,
      kind: row.kind,
      onHandDelta: row.on_hand_delta,
      reservedDelta: row.reserved_delta,
      orderId: row.order_id,
      note: row.note,
    }));
  const rebuilt = db
    .prepare<[string], { on_hand: number | null; reserved: number | null }>(
      `${MOVEMENTS_OF_SKU} SELECT SUM(on_hand_delta) AS on_hand, SUM(reserved_delta) AS reserved FROM linked JOIN stock_movements USING (seq)`,
    )
    .get(skuId);
  const stored = readStock(db, skuId);
  return {
    movements,
    rebuiltOnHand: rebuilt?.on_hand ?? 0,
    rebuiltReserved: rebuilt?.reserved ?? 0,
    storedOnHand: stored.onHand,
    storedReserved: stored.reserved,
  };
}

/** Corrects the counted quantity, with a reason; goods that became free serve waiting orders in a job of their own. @throws AppError ERR_STOCK_SHORT below what is promised */
export function adjustStock(
  context: UseCaseContext,
  act: Act,
  warehouseId: string,
  input: { skuId: string; onHand: number; reason: string },
): Stock {
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const before = readStock(tx, input.skuId);
    if (input.onHand === before.onHand) return;
    const movementKey = `adjust:${context.ids.next()}`;
    moveStock(tx, act, atMs, {
      key: movementKey,
      warehouseId,
      skuId: input.skuId,
      kind: 'adjusted',
      onHandDelta: input.onHand - before.onHand,
      reservedDelta: 0,
      orderId: null,
      orderLineId: null,
      note: input.reason,
    });
    recordAudit(tx, {
      atMs,
      act,
      what: 'stock.adjust',
      target: input.skuId,
      data: { before: before.onHand, after: input.onHand, reason: input.reason },
    });
    if (input.onHand > before.onHand) queueServing(tx, context, act, movementKey);
    tx.changed('stock');
  });
  return readStock(context.read, input.skuId);
}

/** Gives a SKU another barcode. @throws AppError ERR_STOCK_BARCODE_TAKEN, ERR_STOCK_SKU_UNKNOWN */
export function teachBarcode(context: UseCaseContext, act: Act, input: { skuId: string; barcode: string }): Stock {
  const barcode = cleanIdentifier(input.barcode);
  if (barcode === '') throw new AppError('ERR_HOST_INPUT_INVALID', { field: 'barcode', reason: 'empty' });
  context.db.transaction((tx) => {
    readStock(tx, input.skuId);
    const owner = tx
      .prepare<[string], { sku_id: string; code: string }>(
        'SELECT b.sku_id, s.code FROM sku_barcodes b JOIN skus s ON s.id = b.sku_id WHERE b.barcode = ?',
      )
      .get(barcode);
    if (owner && owner.sku_id !== input.skuId)
      throw new AppError('ERR_STOCK_BARCODE_TAKEN', { barcode, sku: owner.code });
    if (owner) return;
    tx.prepare<[string, string]>('INSERT INTO sku_barcodes (barcode, sku_id) VALUES (?, ?)').run(barcode, input.skuId);
    recordAudit(tx, {
      atMs: context.clock.nowMs(),
      act,
      what: 'stock.teach_barcode',
      target: input.skuId,
      data: { barcode },
    });
    tx.changed('stock');
  });
  return readStock(context.read, input.skuId);
}
