import type { ReadDb } from '#main/db/handles.ts';
import { parcelLines } from '#main/usecases/packing/parcel-rows.ts';
import type { ParcelLineRow, ParcelRow } from '#main/usecases/packing/parcel-rows.ts';
import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * What is wrong with the goods in a box whose label is not out yet, or null. Orders change while they are packed: what was
 * complete when the box was closed is compared anew each time, with what the order asks for now (promise P3).
 */
export function boxProblem(parcel: ParcelRow, lines: readonly ParcelLineRow[]): Problem | null {
  if (parcel.state !== 'open' && parcel.state !== 'packed') return null;
  // What a partial parcel leaves out on purpose is not missing.
  const missing =
    parcel.is_partial === 1 ? 0 : lines.reduce((sum, line) => sum + Math.max(0, line.wanted - line.scanned), 0);
  const surplus = lines.filter((line) => line.scanned > line.wanted);
  const tooMany = surplus[0];
  if (parcel.is_partial === 1 && lines.every((line) => line.scanned === 0))
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
export function checkBox(db: ReadDb, parcel: ParcelRow): void {
  const problem = boxProblem(parcel, parcelLines(db, parcel));
  if (problem) throw new AppError(problem.code, problem.data);
}
