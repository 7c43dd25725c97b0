import type { Act } from '#main/usecases/actor.ts';
import { putOnTable } from '#main/usecases/packing/open-parcel.ts';
import { packingStops } from '#main/usecases/packing/check-may-pack.ts';
import { putParcelBack } from '#main/usecases/packing/put-parcel-back.ts';
import { parcelLines, requireParcel, stationParcel } from '#main/usecases/packing/parcel-rows.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { undoUnit } from '#main/usecases/packing/undo-scan.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Leaves a finished parcel, or sets an unfinished packed one aside; an open box must be finished or put back first. */
export function nextParcel(context: UseCaseContext, stationId: string): void {
  context.db.transaction((tx) => {
    const parcel = stationParcel(tx, stationId);
    if (parcel?.state === 'open')
      throw new AppError('ERR_PACKING_ITEMS_MISSING', {
        missing: parcelLines(tx, parcel).reduce((sum, line) => sum + Math.max(0, line.due - line.scanned), 0),
      });
    putOnTable(tx, context.clock.nowMs(), stationId, null);
  });
}

/**
 * Puts the parcel back: scans are undone, the reservation stays, the order waits to be packed again. A waybill that was
 * bought is cancelled through the outbox. A labelled parcel whose order must not go on (cancelled, held, refunded) can be
 * put back too while its channel was not told: its label is void from then on. Any other labelled one is only left.
 * @throws AppError ERR_PACKING_NO_SESSION, ERR_PRINT_STATE once a label may be on paper and nobody has said what became of it
 */
export function cancelParcel(context: UseCaseContext, act: Act, stationId: string): void {
  context.db.transaction((tx) => {
    const parcel = requireParcel(tx, stationId);
    const atMs = context.clock.nowMs();
    if (parcel.state === 'shipped' || (parcel.state === 'labelled' && packingStops(tx, parcel.order_id).length === 0))
      return putOnTable(tx, atMs, stationId, null);
    putParcelBack(tx, context, act, atMs, parcel);
    putOnTable(tx, atMs, stationId, null);
  });
}

/** Takes one scanned unit of a line back out of the box. */
export function unscanItem(context: UseCaseContext, stationId: string, lineId: string): void {
  context.db.transaction((tx) => {
    const parcel = requireParcel(tx, stationId);
    if (parcel.state !== 'open') throw new AppError('ERR_PRINT_STATE', { state: parcel.state });
    undoUnit(tx, parcel.id, lineId);
  });
}
