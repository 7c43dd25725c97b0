import type { WriteTx } from '#main/db/handles.ts';
import { cancelJobRow, findJobByKey } from '#main/db/repos/jobs-repo.ts';
import type { Act } from '#main/usecases/actor.ts';
import { moveOrder } from '#main/usecases/orders/move-order.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { confirmKey } from '#main/usecases/packing/mark-labelled.ts';
import { orderState } from '#main/usecases/packing/parcel-rows.ts';
import type { ParcelRow } from '#main/usecases/packing/parcel-rows.ts';
import { recordPrintProgress } from '#main/usecases/printing/record-print-progress.ts';
import { queueWaybillCancel } from '#main/usecases/shipping/queue-waybill-cancel.ts';
import { waybillOf } from '#main/usecases/shipping/waybill-rows.ts';
import { dropSamplesOf } from '#main/usecases/weighing/learned-weight-rows.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * Undoes a parcel that has not left: its label is void, its waybill is given back through the outbox, its report is ended,
 * and an order that was in our hands waits to be packed again with its reservation.
 * @throws AppError ERR_PRINT_STATE once a label may be on paper and nobody has said what became of it, ERR_PACKING_ALREADY_SHIPPED
 */
export function putParcelBack(
  tx: WriteTx,
  context: Pick<UseCaseContext, 'clock' | 'ids'>,
  act: Act,
  atMs: number,
  parcel: ParcelRow,
): void {
  if (parcel.state === 'labelled') recallLabel(tx, context, act, atMs, parcel);
  else refuseUnclearLabel(tx, parcel);
  callOffPapers(tx, context, act, parcel);
  tx.prepare<[string]>(
    "UPDATE shipments SET state = 'cancelled', labelled_at_ms = NULL, version = version + 1 WHERE id = ?",
  ).run(parcel.id);
  dropSamplesOf(tx, parcel.id, atMs);
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
  tx.changed('packing');
}

/** Slips and labels that name this box: what waits is not printed, what is out names a box that is none any more. */
function callOffPapers(tx: WriteTx, context: Pick<UseCaseContext, 'clock' | 'ids'>, act: Act, parcel: ParcelRow): void {
  const papers = tx
    .pluck<[string, string], string>(
      `SELECT id FROM print_jobs WHERE order_id = ? AND shipment_id = ? AND kind <> 'waybill'
         AND (state IN ('queued', 'printed', 'sent') OR (state = 'blocked' AND bytes_sent = 0))`,
    )
    .all(parcel.order_id, parcel.id);
  for (const id of papers) recordPrintProgress(tx, context, act, id, { state: 'voided' });
}

function refuseUnclearLabel(tx: WriteTx, parcel: ParcelRow): void {
  const printed = tx
    .prepare<[string, string], { state: string }>(
      "SELECT state FROM print_jobs WHERE order_id = ? AND shipment_id = ? AND kind = 'waybill' AND state NOT IN ('voided', 'failed', 'superseded') LIMIT 1",
    )
    .get(parcel.order_id, parcel.id);
  if (printed) throw new AppError('ERR_PRINT_STATE', { state: printed.state });
}

/** A report that ended while the parcel is still labelled told nobody. @throws AppError ERR_PACKING_ALREADY_SHIPPED while the channel is being told */
function recallLabel(
  tx: WriteTx,
  context: Pick<UseCaseContext, 'clock' | 'ids'>,
  act: Act,
  atMs: number,
  parcel: ParcelRow,
): void {
  const report = findJobByKey(tx, confirmKey(parcel.id));
  if (report?.state === 'leased')
    throw new AppError('ERR_PACKING_ALREADY_SHIPPED', { number: orderState(tx, parcel.order_id).display_number });
  if (report) cancelJobRow(tx, report.id, atMs);
  const labels = tx
    .prepare<[string, string], { id: string }>(
      "SELECT id FROM print_jobs WHERE order_id = ? AND shipment_id = ? AND kind = 'waybill' AND state IN ('printed', 'sent')",
    )
    .all(parcel.order_id, parcel.id);
  for (const label of labels) recordPrintProgress(tx, context, act, label.id, { state: 'voided' });
  refuseUnclearLabel(tx, parcel);
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
