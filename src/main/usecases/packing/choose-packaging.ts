import type { WriteTx } from '#main/db/handles.ts';
import { FORGET_WEIGHT } from '#main/usecases/packing/content-changed.ts';
import type { ParcelRow } from '#main/usecases/packing/parcel-rows.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * What the open box is, by the code on its barcode. A weight that was taken is judged anew, so it is forgotten.
 * @throws AppError ERR_PACKAGING_UNKNOWN
 */
export function choosePackaging(tx: WriteTx, parcel: ParcelRow, code: string): void {
  const id = tx.pluck<[string], string>('SELECT id FROM packagings WHERE code = ? AND removed_at_ms IS NULL').get(code);
  if (id === undefined) throw new AppError('ERR_PACKAGING_UNKNOWN', { id: code });
  tx.prepare<[string, string]>(
    `UPDATE shipments SET packaging_id = ?, ${FORGET_WEIGHT}, version = version + 1
     WHERE id = ? AND state = 'open'`,
  ).run(id, parcel.id);
  tx.changed('packing');
}
