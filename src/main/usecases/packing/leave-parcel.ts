import type { WriteTx } from '#main/db/handles.ts';
import { cancelJobRow, findJobByKey } from '#main/db/repos/jobs-repo.ts';
import type { Act } from '#main/usecases/actor.ts';
import { moveOrder } from '#main/usecases/orders/move-order.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { forgetWeight } from '#main/usecases/packing/forget-weight.ts';
import { putOnTable } from '#main/usecases/packing/open-parcel.ts';
import { checkMayPack } from '#main/usecases/packing/check-may-pack.ts';
import { confirmKey } from '#main/usecases/packing/mark-labelled.ts';
import { orderState, parcelLines, requireParcel, stationParcel } from '#main/usecases/packing/parcel-rows.ts';
import type { ParcelRow } from '#main/usecases/packing/parcel-rows.ts';
import { recordPrintProgress } from '#main/usecases/printing/record-print-progress.ts';
import { queueWaybillCancel } from '#main/usecases/shipping/queue-waybill-cancel.ts';
import { waybillOf } from '#main/usecases/shipping/request-waybill.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
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
    if (parcel.state === 'shipped' || (parcel.state === 'labelled' && !isStopped(tx, parcel.order_id)))
      return putOnTable(tx, atMs, stationId, null);
    if (parcel.state === 'labelled') recallLabel(tx, context, act, atMs, parcel);
    else refuseUnclearLabel(tx, parcel.id);
    tx.prepare<[string]>("UPDATE shipments SET state = 'cancelled', version = version + 1 WHERE id = ?").run(parcel.id);
    returnWaybill(tx, context, act, atMs, parcel);
    const order = orderState(tx, parcel.order_id);
    if (order.fulfilment === 'packing' || order.fulfilment === 'packed' || order.fulfilment === 'labelled')
      moveOrder(tx, atMs, order.id, { fulfilment: 'reserved' });
    recordEvent(tx, {
      orderId: parcel.order_id,
      atMs,
      type: 'packing.cancelled',
      act,
      rule: null,
      data: { shipmentId: parcel.id, was: parcel.state },
    });
    putOnTable(tx, atMs, stationId, null);
  });
}

function isStopped(tx: WriteTx, orderId: string): boolean {
  try {
    checkMayPack(tx, orderId);
    return false;
  } catch (error) {
    if (error instanceof AppError) return true;
    throw error;
  }
}

function refuseUnclearLabel(tx: WriteTx, shipmentId: string): void {
  const printed = tx
    .prepare<[string], { state: string }>(
      "SELECT state FROM print_jobs WHERE shipment_id = ? AND kind = 'waybill' AND state NOT IN ('voided', 'failed', 'superseded') LIMIT 1",
    )
    .get(shipmentId);
  if (printed) throw new AppError('ERR_PRINT_STATE', { state: printed.state });
}

/** @throws AppError ERR_PACKING_ALREADY_SHIPPED once the channel may have been told */
function recallLabel(
  tx: WriteTx,
  context: Pick<UseCaseContext, 'clock' | 'ids'>,
  act: Act,
  atMs: number,
  parcel: ParcelRow,
): void {
  const report = findJobByKey(tx, confirmKey(parcel.id));
  if (report?.state === 'leased' || report?.state === 'done')
    throw new AppError('ERR_PACKING_ALREADY_SHIPPED', { number: orderState(tx, parcel.order_id).display_number });
  if (report) cancelJobRow(tx, report.id, atMs);
  const labels = tx
    .prepare<[string], { id: string }>(
      "SELECT id FROM print_jobs WHERE shipment_id = ? AND kind = 'waybill' AND state IN ('printed', 'sent')",
    )
    .all(parcel.id);
  for (const label of labels) recordPrintProgress(tx, context, act, label.id, { state: 'voided' });
  refuseUnclearLabel(tx, parcel.id);
}

function returnWaybill(
  tx: WriteTx,
  context: Pick<UseCaseContext, 'clock' | 'ids'>,
  act: Act,
  atMs: number,
  parcel: ParcelRow,
): void {
  const waybill = waybillOf(tx, parcel.id);
  if (!waybill || waybill.state === 'failed' || waybill.state === 'cancelled') return;
  queueWaybillCancel(tx, context, act, { waybill, orderId: parcel.order_id, atMs });
}

/** Takes one scanned unit of a line back out of the box. */
export function unscanItem(context: UseCaseContext, stationId: string, lineId: string): void {
  context.db.transaction((tx) => {
    const parcel = requireParcel(tx, stationId);
    if (parcel.state !== 'open') throw new AppError('ERR_PRINT_STATE', { state: parcel.state });
    tx.prepare<[string, string]>(
      'UPDATE shipment_lines SET quantity = quantity - 1 WHERE shipment_id = ? AND order_line_id = ? AND quantity > 0',
    ).run(parcel.id, lineId);
    forgetWeight(tx, parcel.id);
    tx.changed('packing');
  });
}
