import { hasEnded } from '#core/orders/has-ended.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import { cancelJobRow, findJobByKey, saveJobProgress } from '#main/db/repos/jobs-repo.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { checkMayPack } from '#main/usecases/packing/check-may-pack.ts';
import { confirmKey } from '#main/usecases/packing/mark-labelled.ts';
import { orderState } from '#main/usecases/packing/parcel-rows.ts';
import type { ParcelRow } from '#main/usecases/packing/parcel-rows.ts';
import { putParcelBack } from '#main/usecases/packing/put-parcel-back.ts';
import { bookParcelOut } from '#main/usecases/shipping/book-parcel-out.ts';
import { waybillOf } from '#main/usecases/shipping/waybill-rows.ts';
import { releaseOrder } from '#main/usecases/stock/release-order.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface ParcelAnswer {
  readonly orderId: string;
  readonly shipmentId: string;
  /** `left`: it went out with our label. `stayed`: it did not. */
  readonly outcome: 'left' | 'stayed';
  readonly reason: string;
}

/**
 * A labelled parcel whose report to its channel does not go on by itself: it parked, was given up, or its order left or was
 * called off without it. Whether the box left is then known to people only.
 */
export function isUnsettled(db: ReadDb, shipmentId: string): boolean {
  const row = db
    .prepare<[string, string], { fulfilment: string; report: string | null }>(
      `SELECT o.fulfilment, (SELECT j.state FROM jobs j WHERE j.job_key = ?) AS report
       FROM shipments s JOIN orders o ON o.id = s.order_id WHERE s.id = ? AND s.state = 'labelled'`,
    )
    .get(confirmKey(shipmentId), shipmentId);
  if (!row || row.report === 'leased') return false;
  return row.fulfilment !== 'labelled' || row.report !== 'waiting';
}

/**
 * A person says what became of such a parcel. `left` counts it as shipped with our waybill and takes its goods out of the
 * ledger; `stayed` puts it back. Either way its report is over, and stock that its order does not need any more is free.
 * @throws AppError ERR_PACKING_PARCEL_SETTLED when it waits for no answer; ERR_PRINT_REASON_REQUIRED; for `left`
 * ERR_ORDER_ON_HOLD while its order is held, because releasing the hold tells the channel; for `stayed` ERR_PRINT_STATE
 * while a further print of its label is under way
 */
export function settleParcel(context: UseCaseContext, act: Act, answer: ParcelAnswer): void {
  const reason = answer.reason.trim();
  if (reason === '') throw new AppError('ERR_PRINT_REASON_REQUIRED', {});
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const parcel = requireUnsettled(tx, answer);
    const waybill = waybillOf(tx, parcel.id);
    const report = endReport(tx, atMs, parcel.id, { settled: answer.outcome, reason });
    if (answer.outcome === 'left') {
      if (orderState(tx, parcel.order_id).fulfilment === 'labelled') checkMayPack(tx, parcel.order_id);
      bookParcelOut(tx, act, atMs, { shipmentId: parcel.id, orderId: parcel.order_id });
    } else putParcelBack(tx, context, act, atMs, parcel);
    if (hasEnded(orderState(tx, parcel.order_id).fulfilment))
      releaseOrder(tx, act, atMs, parcel.order_id, 'everything');
    const data = { shipmentId: parcel.id, parcelNumber: parcel.parcel_number, reason };
    recordEvent(tx, {
      orderId: parcel.order_id,
      atMs,
      type: answer.outcome === 'left' ? 'shipment.settled_left' : 'shipment.settled_stayed',
      act,
      rule: null,
      data: { ...data, trackingNumber: waybill?.tracking_number ?? null },
    });
    recordAudit(tx, {
      atMs,
      act,
      what: 'parcel.settle',
      target: parcel.order_id,
      data: { ...data, outcome: answer.outcome, report },
    });
  });
}

function requireUnsettled(tx: WriteTx, { orderId, shipmentId }: ParcelAnswer): ParcelRow {
  const parcel = tx
    .prepare<[string, string], ParcelRow>('SELECT * FROM shipments WHERE id = ? AND order_id = ?')
    .get(shipmentId, orderId);
  if (!parcel || !isUnsettled(tx, shipmentId))
    throw new AppError('ERR_PACKING_PARCEL_SETTLED', { state: parcel?.state ?? 'none' });
  return parcel;
}

/** @returns the state in which the report stood */
function endReport(
  tx: WriteTx,
  atMs: number,
  shipmentId: string,
  why: Readonly<Record<string, unknown>>,
): string | null {
  const report = findJobByKey(tx, confirmKey(shipmentId));
  if (!report) return null;
  cancelJobRow(tx, report.id, atMs);
  saveJobProgress(tx, report.id, why);
  return report.state;
}
