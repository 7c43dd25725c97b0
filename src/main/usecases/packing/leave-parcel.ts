import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import type { Act } from '#main/usecases/actor.ts';
import { moveOrder } from '#main/usecases/orders/move-order.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { putOnTable } from '#main/usecases/packing/open-parcel.ts';
import { orderState, parcelLines, requireParcel, stationParcel } from '#main/usecases/packing/parcel-rows.ts';
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
 * bought is cancelled through the outbox.
 * @throws AppError ERR_PACKING_NO_SESSION, ERR_PRINT_STATE once a label may be on paper
 */
export function cancelParcel(context: UseCaseContext, act: Act, stationId: string): void {
  context.db.transaction((tx) => {
    const parcel = requireParcel(tx, stationId);
    const atMs = context.clock.nowMs();
    if (parcel.state !== 'open' && parcel.state !== 'packed') return putOnTable(tx, atMs, stationId, null);
    const printed = tx
      .prepare<[string], { state: string }>(
        "SELECT state FROM print_jobs WHERE shipment_id = ? AND kind = 'waybill' AND state NOT IN ('voided', 'failed', 'superseded') LIMIT 1",
      )
      .get(parcel.id);
    if (printed) throw new AppError('ERR_PRINT_STATE', { state: printed.state });
    tx.prepare<[string]>("UPDATE shipments SET state = 'cancelled', version = version + 1 WHERE id = ?").run(parcel.id);
    const waybill = waybillOf(tx, parcel.id);
    if (waybill && waybill.state !== 'failed' && waybill.state !== 'cancelled') {
      enqueueJob(tx, context, {
        topic: 'waybill.cancel',
        key: `cancel-waybill:${waybill.id}`,
        payload: { waybillId: waybill.id },
        orderId: parcel.order_id,
      });
      recordEvent(tx, {
        orderId: parcel.order_id,
        atMs,
        type: 'waybill.cancel_queued',
        act,
        rule: null,
        data: { requestKey: waybill.request_key },
      });
    }
    const order = orderState(tx, parcel.order_id);
    if (order.fulfilment === 'packing' || order.fulfilment === 'packed')
      moveOrder(tx, atMs, order.id, { fulfilment: 'reserved' });
    recordEvent(tx, {
      orderId: parcel.order_id,
      atMs,
      type: 'packing.cancelled',
      act,
      rule: null,
      data: { shipmentId: parcel.id },
    });
    putOnTable(tx, atMs, stationId, null);
  });
}

/** Takes one scanned unit of a line back out of the box. */
export function unscanItem(context: UseCaseContext, stationId: string, lineId: string): void {
  context.db.transaction((tx) => {
    const parcel = requireParcel(tx, stationId);
    if (parcel.state !== 'open') throw new AppError('ERR_PRINT_STATE', { state: parcel.state });
    tx.prepare<[string, string]>(
      'UPDATE shipment_lines SET quantity = quantity - 1 WHERE shipment_id = ? AND order_line_id = ? AND quantity > 0',
    ).run(parcel.id, lineId);
    // A box that was opened again must be weighed again.
    tx.prepare<[string]>(
      'UPDATE shipments SET weight_g = NULL, weight_source = NULL, weight_json = NULL, override_json = NULL, version = version + 1 WHERE id = ?',
    ).run(parcel.id);
    tx.changed('packing');
  });
}
