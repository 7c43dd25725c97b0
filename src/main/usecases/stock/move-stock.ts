import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface StockMovement {
  /** Makes the movement happen once: repeating the same key changes nothing. */
  readonly key: string;
  readonly warehouseId: string;
  readonly skuId: string;
  readonly kind: 'counted' | 'received' | 'adjusted' | 'reserved' | 'released' | 'issued' | 'import_undone';
  readonly onHandDelta: number;
  readonly reservedDelta: number;
  readonly orderId: string | null;
  readonly orderLineId: string | null;
  readonly note: string;
}

/**
 * Writes one movement to the ledger and carries the level along, in the caller's transaction.
 * @returns false when the key was booked before; nothing happened then.
 * @throws AppError ERR_STOCK_SHORT when the level would fall below zero or below what is reserved.
 */
export function moveStock(tx: WriteTx, act: Act, atMs: number, movement: StockMovement): boolean {
  const booked = tx
    .prepare<(string | number | null)[]>(
      `INSERT INTO stock_movements (movement_key, warehouse_id, sku_id, lot, kind, on_hand_delta, reserved_delta, order_id, order_line_id, at_ms, actor_id, note, prev_seq)
       VALUES (?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, (SELECT last_seq FROM stock_levels WHERE warehouse_id = ? AND sku_id = ? AND lot = '')) ON CONFLICT (movement_key) DO NOTHING`,
    )
    .run(
      movement.key,
      movement.warehouseId,
      movement.skuId,
      movement.kind,
      movement.onHandDelta,
      movement.reservedDelta,
      movement.orderId,
      movement.orderLineId,
      atMs,
      act.actor.id,
      movement.note,
      movement.warehouseId,
      movement.skuId,
    );
  if (booked.changes === 0) return false;
  carryLevel(tx, movement, booked.lastInsertRowid);
  return true;
}

/** The level also notes its newest movement, where the links of the ledger begin. The guard in the WHERE clause and the table's CHECKs both refuse what the shelf does not hold. */
function carryLevel(tx: WriteTx, movement: StockMovement, seq: number | bigint): void {
  const { warehouseId, skuId, onHandDelta, reservedDelta } = movement;
  const moved = tx
    .prepare<[number, number, number | bigint, string, string, number, number, number]>(
      `UPDATE stock_levels SET on_hand = on_hand + ?, reserved = reserved + ?, version = version + 1, last_seq = ?
       WHERE warehouse_id = ? AND sku_id = ? AND lot = '' AND on_hand + ? >= 0 AND reserved + ? BETWEEN 0 AND on_hand + ?`,
    )
    .run(onHandDelta, reservedDelta, seq, warehouseId, skuId, onHandDelta, reservedDelta, onHandDelta);
  if (moved.changes === 1) return;
  const exists = tx
    .prepare<[string, string], { on_hand: number; reserved: number }>(
      `SELECT on_hand, reserved FROM stock_levels WHERE warehouse_id = ? AND sku_id = ? AND lot = ''`,
    )
    .get(warehouseId, skuId);
  if (exists || onHandDelta < 0 || reservedDelta < 0 || reservedDelta > onHandDelta) {
    throw new AppError('ERR_STOCK_SHORT', {
      skuId,
      onHand: exists?.on_hand ?? 0,
      reserved: exists?.reserved ?? 0,
      wanted: reservedDelta,
    });
  }
  tx.prepare<[string, string, number, number, number | bigint]>(
    `INSERT INTO stock_levels (warehouse_id, sku_id, lot, on_hand, reserved, version, last_seq) VALUES (?, ?, '', ?, ?, 1, ?)`,
  ).run(warehouseId, skuId, onHandDelta, reservedDelta, seq);
}
