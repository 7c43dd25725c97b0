import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** How many units the next item scan of a station counts, when a quantity barcode said so; else null. */
export function nextQuantity(db: ReadDb, stationId: string): number | null {
  return db.pluck<[string], number | null>('SELECT next_quantity FROM stations WHERE id = ?').get(stationId) ?? null;
}

/** Null forgets it. @throws AppError ERR_PACKING_QUANTITY_OFF above what the shop allows to be counted by one scan */
export function setNextQuantity(tx: WriteTx, stationId: string, quantity: number | null): void {
  const most = readSetting(tx, 'quantityScanMax');
  if (quantity !== null && quantity > most) throw new AppError('ERR_PACKING_QUANTITY_OFF', { quantity, most });
  tx.prepare<[number | null, string]>('UPDATE stations SET next_quantity = ? WHERE id = ?').run(quantity, stationId);
  tx.changed('packing');
}
