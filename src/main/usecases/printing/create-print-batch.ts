import { sortLabels } from '#core/printing/sort-labels.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { latestPrint } from '#main/usecases/printing/print-job-rows.ts';
import { drawOrderSlip } from '#main/usecases/printing/print-pick-slip.ts';
import type { PickSlipServices } from '#main/usecases/printing/print-pick-slip.ts';
import { drawHeldWaybill, waybillLabelKey } from '#main/usecases/printing/print-waybill.ts';
import type { PrintingServices } from '#main/usecases/printing/print-waybill.ts';
import { queueLabel } from '#main/usecases/printing/queue-label.ts';
import type { LabelRequest } from '#main/usecases/printing/queue-label.ts';
import { requirePrinter } from '#main/usecases/printing/require-printer.ts';
import { readSortableOrders } from '#main/usecases/printing/sortable-orders.ts';
import type { SortableOrder } from '#main/usecases/printing/sortable-orders.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { BatchOrder } from '#shared/contract/print-batches.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface BatchRequest {
  /** Made by whoever asks; asking twice with the same id makes one batch. */
  readonly id: string;
  readonly kind: 'waybill' | 'pick_slip';
  readonly orderIds: readonly string[];
  readonly order: BatchOrder;
  /** The usual printer when it is left out. */
  readonly deviceId?: string | undefined;
}

export interface CreatedBatch {
  readonly queued: number;
  /** Orders without a label to print, each with its reason. */
  readonly skipped: readonly { readonly orderId: string; readonly problem: Problem }[];
}

/**
 * Queues one label after the other for many orders, sorted as they shall lie on the table. All or nothing is written, and the
 * batch keeps its order from then on: while a label of it is in doubt, the rest waits.
 * A label that has been queued before is never queued again.
 * @throws AppError ERR_PRINTER_NONE, ERR_PRINTER_OFF, ERR_ORDER_UNKNOWN, ERR_PRINT_BATCH_EMPTY
 */
export function createPrintBatch(
  context: UseCaseContext,
  services: PrintingServices & PickSlipServices,
  act: Act,
  request: BatchRequest,
): CreatedBatch {
  const deviceId = request.deviceId ?? services.printerFor(request.kind).deviceId;
  const result = context.db.transaction((tx): CreatedBatch => {
    const standing = tx
      .pluck<[string], number>('SELECT COUNT(*) FROM print_jobs WHERE batch_id = ? AND print_number = 1')
      .get(request.id);
    if (standing !== undefined && standing > 0) return { queued: standing, skipped: [] };
    const printer = requirePrinter(tx, deviceId);
    if (!printer.enabled) throw new AppError('ERR_PRINTER_OFF', { device: printer.name });
    const atMs = context.clock.nowMs();
    tx.prepare<(string | number)[]>(
      'INSERT INTO print_batches (id, kind, order_json, operator_id, created_at_ms) VALUES (?, ?, ?, ?, ?)',
    ).run(request.id, request.kind, JSON.stringify(request.order), act.actor.name, atMs);
    const skipped: { orderId: string; problem: Problem }[] = [];
    let position = 0;
    for (const order of sortLabels(readSortableOrders(tx, [...new Set(request.orderIds)]), request.order)) {
      const labels = labelsOf(tx, context, services, request, order);
      if (labels.length === 0) skipped.push({ orderId: order.orderId, problem: nothingToPrint(order) });
      // Pages of one order too lie upside down where the stack does.
      for (const label of request.order.reversed ? labels.toReversed() : labels) {
        position += 1;
        queueLabel(tx, context, act, atMs, { ...label, deviceId, batch: { id: request.id, position } });
      }
    }
    if (position === 0) throw new AppError('ERR_PRINT_BATCH_EMPTY', { orders: skipped.length });
    recordAudit(tx, {
      atMs,
      act,
      what: 'print.batch',
      target: request.id,
      data: { kind: request.kind, labels: position, keys: request.order.keys.join(' '), deviceId },
    });
    return { queued: position, skipped };
  });
  services.wake(deviceId);
  return result;
}

type BatchLabel = Omit<LabelRequest, 'deviceId' | 'batch'>;

function labelsOf(
  tx: WriteTx,
  context: UseCaseContext,
  services: PrintingServices & PickSlipServices,
  request: BatchRequest,
  { orderId }: SortableOrder,
): readonly BatchLabel[] {
  const common = { orderId, contentHash: '' };
  if (request.kind === 'pick_slip')
    return drawOrderSlip(tx, context, services, orderId).map((page, index) => ({
      ...common,
      ...page,
      labelKey: `pick-slip:${orderId}:${request.id}:${index + 1}`,
      kind: 'pick_slip',
      shipmentId: null,
    }));
  return heldWaybills(tx, orderId).map(({ waybillId, shipmentId, trackingNumber }) => ({
    ...common,
    ...drawHeldWaybill({ ...context, read: tx }, services, shipmentId, trackingNumber),
    labelKey: waybillLabelKey(waybillId),
    kind: 'waybill',
    shipmentId,
  }));
}

/** Parcels whose waybill is there and whose label was never queued. */
function heldWaybills(
  tx: WriteTx,
  orderId: string,
): readonly { waybillId: string; shipmentId: string; trackingNumber: string }[] {
  return tx
    .prepare<[string], { waybillId: string; shipmentId: string; trackingNumber: string }>(
      `SELECT w.id AS waybillId, w.shipment_id AS shipmentId, w.tracking_number AS trackingNumber
       FROM shipments s JOIN waybills w ON w.shipment_id = s.id AND w.state = 'issued' AND w.tracking_number IS NOT NULL
       WHERE s.order_id = ? AND s.state = 'packed' ORDER BY s.parcel_number`,
    )
    .all(orderId)
    .filter(({ waybillId }) => (latestPrint(tx, waybillLabelKey(waybillId))?.state ?? 'failed') === 'failed');
}

function nothingToPrint(order: SortableOrder): Problem {
  return { code: 'ERR_PRINT_NOTHING_TO_PRINT', data: { number: order.orderNumber } };
}
