import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { parcelLines } from '#main/usecases/packing/parcel-rows.ts';
import type { ParcelRow } from '#main/usecases/packing/parcel-rows.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import { waybillOf } from '#main/usecases/shipping/waybill-rows.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * What lies in the open box is all that goes into it; the rest of the order stays open and is packed as a parcel of its own
 * once this one has left. A further scan takes that back.
 * @throws AppError ERR_PACKING_PARTIAL_OFF, ERR_PACKING_BOX_EMPTY, ERR_PACKING_PARTIAL_WAYBILL when the waybill was bought for more,
 * or is being bought: put back and opened again, the order's box has none
 */
export function makePartial(tx: WriteTx, act: Act, atMs: number, parcel: ParcelRow): void {
  if (!readSetting(tx, 'allowPartialParcels')) throw new AppError('ERR_PACKING_PARTIAL_OFF', {});
  const lines = parcelLines(tx, parcel);
  const units = lines.reduce((sum, line) => sum + line.scanned, 0);
  if (units === 0) throw new AppError('ERR_PACKING_BOX_EMPTY', {});
  const isWhole = lines.every((line) => line.scanned >= line.wanted);
  const waybill = waybillOf(tx, parcel.id);
  if (!isWhole && (waybill?.state === 'issued' || waybill?.state === 'requested' || waybill?.state === 'unknown'))
    throw new AppError('ERR_PACKING_PARTIAL_WAYBILL', { number: waybill.tracking_number });
  tx.prepare<[string]>(
    "UPDATE shipments SET is_partial = 1, version = version + 1 WHERE id = ? AND state = 'open' AND is_partial = 0",
  ).run(parcel.id);
  recordEvent(tx, {
    orderId: parcel.order_id,
    atMs,
    type: 'packing.partial',
    act,
    rule: null,
    data: {
      shipmentId: parcel.id,
      units,
      left: lines.reduce((sum, line) => sum + Math.max(0, line.wanted - line.scanned), 0),
    },
  });
  tx.changed('packing');
}
