import type { WriteTx } from '#main/db/handles.ts';
import { contentChanged } from '#main/usecases/packing/content-changed.ts';
import { AppError } from '#shared/errors/app-error.ts';

interface UndoneScan {
  readonly seq: number;
  readonly order_line_id: string;
  /** Units of it that still lie in the box. */
  readonly units: number;
}

const STANDING = `SELECT p.seq, p.order_line_id, MIN(p.quantity - p.undone_quantity, sl.quantity) AS units
  FROM pack_scans p JOIN shipment_lines sl ON sl.shipment_id = p.shipment_id AND sl.order_line_id = p.order_line_id
  WHERE p.shipment_id = ? AND p.quantity > p.undone_quantity AND sl.quantity > 0`;

/** Takes the last scan that still counts back, all units that it counted. @throws AppError ERR_PACKING_NOTHING_TO_UNDO */
export function undoLastScan(tx: WriteTx, shipmentId: string): void {
  const last = tx.prepare<[string], UndoneScan>(`${STANDING} ORDER BY p.seq DESC LIMIT 1`).get(shipmentId);
  if (!last) throw new AppError('ERR_PACKING_NOTHING_TO_UNDO', {});
  takeOut(tx, shipmentId, last.order_line_id, last.units);
  markUndone(tx, last.seq, last.units);
}

/** Takes one unit of a line back out of the box, of its last scan; without one nothing changes. */
export function undoUnit(tx: WriteTx, shipmentId: string, lineId: string): void {
  const last = tx
    .prepare<[string, string], UndoneScan>(`${STANDING} AND p.order_line_id = ? ORDER BY p.seq DESC LIMIT 1`)
    .get(shipmentId, lineId);
  if (last) markUndone(tx, last.seq, 1);
  takeOut(tx, shipmentId, lineId, 1);
}

function takeOut(tx: WriteTx, shipmentId: string, lineId: string, units: number): void {
  tx.prepare<[number, string, string, number]>(
    'UPDATE shipment_lines SET quantity = quantity - ? WHERE shipment_id = ? AND order_line_id = ? AND quantity >= ?',
  ).run(units, shipmentId, lineId, units);
  contentChanged(tx, shipmentId);
  tx.changed('packing');
}

function markUndone(tx: WriteTx, seq: number, units: number): void {
  tx.prepare<[number, number]>('UPDATE pack_scans SET undone_quantity = undone_quantity + ? WHERE seq = ?').run(
    units,
    seq,
  );
}
