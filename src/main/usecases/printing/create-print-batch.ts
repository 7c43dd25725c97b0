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
import { DOCUMENT_KINDS } from '#main/usecases/documents/document-kinds.ts';
import type { DocumentServices } from '#main/usecases/documents/document-services.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { BatchKind, BatchOrder } from '#shared/contract/print-batches.ts';
import type { DocumentSubject } from '#shared/contract/documents.ts';
import { AppError } from '#shared/errors/app-error.ts';

export type BatchServices = PrintingServices & PickSlipServices & DocumentServices;

export interface BatchRequest {
  /** Made by whoever asks; asking twice with the same id makes one batch. */
  readonly id: string;
  readonly kind: BatchKind;
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
  services: BatchServices,
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
      const labels = tellingWhy(context, () => labelsOf(tx, context, services, act, request, order));
      if ('code' in labels) skipped.push({ orderId: order.orderId, problem: labels });
      else if (labels.length === 0) skipped.push({ orderId: order.orderId, problem: nothingToPrint(order) });
      if ('code' in labels) continue;
      // Pages of one order too lie upside down where the stack does.
      for (const label of request.order.reversed ? labels.toReversed() : labels) {
        position += 1;
        queueLabel(tx, context, act, atMs, { ...label, deviceId, batch: { id: request.id, position } });
      }
    }
    if (position === 0) throw emptyBatch(skipped);
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

/** What one order of many cannot have is told beside it; the others are printed all the same. */
function tellingWhy<T extends object>(context: UseCaseContext, work: () => T): T | Problem {
  try {
    // Undone by itself: a number must not be given to a label that is not printed.
    return context.db.transaction(work);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { code: error.code, data: { ...error.data } };
  }
}

type BatchLabel = Omit<LabelRequest, 'deviceId' | 'batch'>;

function labelsOf(
  tx: WriteTx,
  context: UseCaseContext,
  services: BatchServices,
  act: Act,
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
  if (request.kind !== 'waybill')
    return documentsOf(tx, context, services, act, { ...request, kind: request.kind }, orderId);
  return heldWaybills(tx, orderId).map(({ waybillId, shipmentId, trackingNumber }) => ({
    ...common,
    ...drawHeldWaybill({ ...context, read: tx }, services, shipmentId, trackingNumber),
    labelKey: waybillLabelKey(waybillId),
    kind: 'waybill',
    shipmentId,
  }));
}

/** A document of the order or of each of its boxes; labels of boxes that were printed before are not printed again. */
function documentsOf(
  tx: WriteTx,
  context: UseCaseContext,
  services: BatchServices,
  act: Act,
  request: BatchRequest & { readonly kind: DocumentSubject['kind'] },
  orderId: string,
): BatchLabel[] {
  const kind = DOCUMENT_KINDS[request.kind];
  const world = services.world(request.id, false);
  return (kind.ofOrder?.(tx, orderId) ?? []).flatMap((subject) => {
    kind.prepare?.(tx, context, act, world, subject);
    return kind
      .read(tx, world, subject)
      .papers.filter(({ labelKey }) => (latestPrint(tx, labelKey)?.state ?? 'failed') === 'failed')
      .map(({ layout, shopId, ...paper }) => ({
        ...paper,
        kind: request.kind,
        templateId: services.templateOf(layout, shopId),
        contentHash: '',
      }));
  });
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

/** Where all are skipped for one reason, that is the reason. */
function emptyBatch(skipped: CreatedBatch['skipped']): AppError {
  const [first] = skipped;
  const isOneReason = first && skipped.every(({ problem }) => problem.code === first.problem.code);
  if (isOneReason && first.problem.code !== 'ERR_PRINT_NOTHING_TO_PRINT')
    return new AppError(first.problem.code, first.problem.data);
  return new AppError('ERR_PRINT_BATCH_EMPTY', { orders: skipped.length });
}

function nothingToPrint(order: SortableOrder): Problem {
  return { code: 'ERR_PRINT_NOTHING_TO_PRINT', data: { number: order.orderNumber } };
}
