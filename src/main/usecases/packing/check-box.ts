import type { ReadDb } from '#main/db/handles.ts';
import type { ParcelRow } from '#main/usecases/packing/parcel-rows.ts';
import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';

interface BoxLine {
  readonly sku_code: string;
  readonly title: string;
  readonly scanned: number;
  readonly wanted: number;
  readonly is_partial: number;
}

/**
 * What is wrong with the goods in a box whose label is not out yet, or null. Orders change while they are packed: what was
 * complete when the box was closed is compared anew each time, with what the order asks for now (promise P3).
 */
export function boxProblem(db: ReadDb, parcel: Pick<ParcelRow, 'id' | 'state'>): Problem | null {
  if (parcel.state !== 'open' && parcel.state !== 'packed') return null;
  const lines = boxLines(db, parcel.id);
  // What a partial parcel leaves out on purpose is not missing.
  const missing = lines.reduce(
    (sum, line) => sum + (line.is_partial === 1 ? 0 : Math.max(0, line.wanted - line.scanned)),
    0,
  );
  const surplus = lines.filter((line) => line.scanned > line.wanted);
  const tooMany = surplus[0];
  if (lines.every((line) => line.is_partial === 1 && line.scanned === 0))
    return { code: 'ERR_PACKING_BOX_EMPTY', data: {} };
  if (missing === 0 && tooMany === undefined) return null;
  if (parcel.state === 'packed') {
    const units = surplus.reduce((sum, line) => sum + line.scanned - line.wanted, 0);
    return { code: 'ERR_PACKING_BOX_CHANGED', data: { missing, surplus: units } };
  }
  // Too many comes first: nothing that is scanned later takes it out again.
  return tooMany
    ? { code: 'ERR_PACKING_ITEM_SURPLUS', data: { sku: tooMany.sku_code, title: tooMany.title } }
    : { code: 'ERR_PACKING_ITEMS_MISSING', data: { missing } };
}

/** @throws AppError ERR_PACKING_ITEMS_MISSING, ERR_PACKING_ITEM_SURPLUS, ERR_PACKING_BOX_EMPTY, and ERR_PACKING_BOX_CHANGED for a closed box */
export function checkBox(db: ReadDb, parcel: Pick<ParcelRow, 'id' | 'state'>): void {
  const problem = boxProblem(db, parcel);
  if (problem) throw new AppError(problem.code, problem.data);
}

function boxLines(db: ReadDb, shipmentId: string): BoxLine[] {
  return db
    .prepare<[string], BoxLine>(
      `SELECT s.is_partial, l.sku_code, l.title, COALESCE(sl.quantity, 0) AS scanned, MAX(0, l.quantity - l.cancelled_quantity - l.packed_quantity) AS wanted
       FROM shipments s JOIN order_lines l ON l.order_id = s.order_id LEFT JOIN shipment_lines sl ON sl.shipment_id = s.id AND sl.order_line_id = l.id
       WHERE s.id = ? ORDER BY l.position`,
    )
    .all(shipmentId);
}
