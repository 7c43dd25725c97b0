import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { latestPrint } from '#main/usecases/printing/print-job-rows.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { PrintKind } from '#shared/contract/print-jobs.ts';

export interface LabelRequest {
  /** One key per physical label for ever, e.g. `waybill:<waybill id>`. */
  readonly labelKey: string;
  readonly kind: PrintKind;
  readonly orderId: string | null;
  readonly shipmentId: string | null;
  readonly deviceId: string;
  readonly templateId: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Empty until it was drawn: the queue fills it in before the first byte. */
  readonly contentHash: string;
  /** Pieces of paper that come out of the one job, all alike; 1 without it. */
  readonly copies?: number;
  readonly batch?: { readonly id: string; readonly position: number } | null;
}

/** A further print of a label. */
export interface Reprint {
  readonly printNumber: number;
  readonly reason: string;
  /** The place of the print that it replaces; without it the end of the queue. */
  readonly queuePosition?: number;
}

/**
 * Puts a label into its printer's queue, once (promise P2): a click, a retry, a crash and a restart all find the job that
 * stands under the label key. Only a job of which surely nothing left the PC is queued again under the same number.
 * @returns the job's id and whether anything is left to print.
 */
export function queueLabel(
  tx: WriteTx,
  context: Pick<UseCaseContext, 'ids'>,
  act: Act,
  atMs: number,
  request: LabelRequest,
): { id: string; queued: boolean } {
  const before = latestPrint(tx, request.labelKey);
  if (before && before.state !== 'failed') return { id: before.id, queued: before.state === 'queued' };
  if (before) {
    tx.prepare<[string, string]>(
      "UPDATE print_jobs SET state = 'queued', failure_json = NULL, finished_at_ms = NULL, device_id = ? WHERE id = ?",
    ).run(request.deviceId, before.id);
    tx.changed('print-jobs');
    return { id: before.id, queued: true };
  }
  return { id: insertPrint(tx, context, act, atMs, request), queued: true };
}

/** Writes one print of a label at the end of its printer's queue, or in the place of the one that it replaces. */
export function insertPrint(
  tx: WriteTx,
  context: Pick<UseCaseContext, 'ids'>,
  act: Act,
  atMs: number,
  request: LabelRequest,
  reprint: Reprint | null = null,
): string {
  const { printNumber, reason } = reprint ?? { printNumber: 1, reason: null };
  const id = context.ids.next();
  tx.prepare<(string | number | null)[]>(
    `INSERT INTO print_jobs (id, label_key, print_number, kind, order_id, shipment_id, device_id, template_id, data_json, content_hash, copies, state, proof, bytes_total, bytes_sent, reason, operator_id, created_at_ms, queue_position, batch_id, batch_position)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', 'none', 0, 0, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    request.labelKey,
    printNumber,
    request.kind,
    request.orderId,
    request.shipmentId,
    request.deviceId,
    request.templateId,
    JSON.stringify(request.data),
    request.contentHash,
    request.copies ?? 1,
    reason,
    act.actor.name,
    atMs,
    reprint?.queuePosition ?? endOfQueue(tx),
    request.batch?.id ?? null,
    request.batch?.position ?? null,
  );
  tx.changed('print-jobs');
  if (request.orderId !== null) {
    recordEvent(tx, {
      orderId: request.orderId,
      atMs,
      type: printNumber === 1 ? 'label.queued' : 'label.reprinted',
      act,
      rule: null,
      data: { printJobId: id, kind: request.kind, printNumber, reason, contentHash: request.contentHash },
    });
  }
  return id;
}

/** The place behind everything that was ever queued; places are one row of numbers over all printers. */
export function endOfQueue(tx: WriteTx): number {
  return (tx.pluck<[], number>('SELECT MAX(queue_position) FROM print_jobs').get() ?? 0) + 1;
}
