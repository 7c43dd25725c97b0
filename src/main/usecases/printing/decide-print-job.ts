import { formatPrintCode } from '#core/printing/print-code.ts';
import { isInDoubt, isWaiting } from '#core/printing/print-states.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { endOfQueue, insertPrint } from '#main/usecases/printing/queue-label.ts';
import type { LabelRequest, Reprint } from '#main/usecases/printing/queue-label.ts';
import { latestPrint, readPrintJob } from '#main/usecases/printing/print-job-rows.ts';
import type { PrintJobRow } from '#main/usecases/printing/print-job-rows.ts';
import { recordPrintProgress } from '#main/usecases/printing/record-print-progress.ts';
import { readPrintData } from '#main/usecases/printing/read-print-data.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

export type PrintDecision = 'printed' | 'reprint' | 'void';

/**
 * A person's answer for a print that does not go on by itself. `reprint` makes a new print under the same key in the place of
 * the doubtful one, which is void from then on; it is logged as a possible duplicate. A print of which surely nothing left is
 * only queued again. @returns the id of the job that now stands for the label.
 * @throws AppError ERR_PRINT_STATE when this answer does not fit the state of the job
 */
export function decidePrintJob(context: UseCaseContext, act: Act, jobId: string, decision: PrintDecision): string {
  return context.db.transaction((tx) => {
    const job = readPrintJob(tx, jobId);
    if (!answersOf(job).includes(decision)) throw new AppError('ERR_PRINT_STATE', { state: job.state });
    const atMs = context.clock.nowMs();
    recordAudit(tx, {
      atMs,
      act,
      what: 'print.decide',
      target: job.id,
      data: { decision, was: job.state },
    });
    if (decision === 'printed') {
      recordPrintProgress(tx, context, act, job.id, { state: 'printed', proof: 'operator' });
      return job.id;
    }
    if (decision === 'reprint' && job.state === 'failed') return queueAgain(tx, job);
    recordPrintProgress(tx, context, act, job.id, { state: 'voided' });
    return decision === 'void'
      ? job.id
      : insertPrint(
          tx,
          context,
          act,
          atMs,
          ...nextPrintOf(tx, job, { reason: 'outcome_unknown', queuePosition: job.queue_position }),
        );
  });
}

/** Calls off labels that still wait, all or none. @throws AppError ERR_PRINT_STATE when one is on its way already */
export function callOffPrints(context: UseCaseContext, act: Act, jobIds: readonly string[]): void {
  context.db.transaction(() => {
    for (const id of jobIds) {
      const job = readPrintJob(context.read, id);
      if (!isWaiting({ state: job.state, bytesSent: job.bytes_sent }))
        throw new AppError('ERR_PRINT_STATE', { state: job.state });
      decidePrintJob(context, act, id, 'void');
    }
  });
}

/** What a person may answer; a label that still waits can only be called off. */
function answersOf(job: PrintJobRow): readonly PrintDecision[] {
  if (isWaiting({ state: job.state, bytesSent: job.bytes_sent })) return ['void'];
  if (job.state === 'failed') return ['reprint', 'void'];
  const asks = isInDoubt(job.state) || job.state === 'sent' || job.state === 'blocked';
  return asks ? ['printed', 'reprint', 'void'] : [];
}

/** Nothing of it ever left: it is the same print, not another one. */
function queueAgain(tx: WriteTx, job: PrintJobRow): string {
  tx.prepare<[string]>(
    "UPDATE print_jobs SET state = 'queued', failure_json = NULL, finished_at_ms = NULL WHERE id = ?",
  ).run(job.id);
  tx.changed('print-jobs');
  return job.id;
}

/**
 * Prints a label again on purpose. The earlier print is void from then on: its scan is refused.
 * @throws AppError ERR_PRINT_REASON_REQUIRED, ERR_PRINT_STATE while the earlier print is still under way or in doubt, and for a
 * parcel that was put back: its waybill is given back
 */
export function reprintLabel(context: UseCaseContext, act: Act, jobId: string, reason: string): string {
  const given = reason.trim();
  if (given === '') throw new AppError('ERR_PRINT_REASON_REQUIRED', {});
  return context.db.transaction((tx) => {
    const job = readPrintJob(tx, jobId);
    const newest = latestPrint(tx, job.label_key) ?? job;
    if (!REPRINTABLE.has(newest.state)) throw new AppError('ERR_PRINT_STATE', { state: newest.state });
    if (wasPutBack(tx, newest)) throw new AppError('ERR_PRINT_STATE', { state: 'cancelled' });
    const atMs = context.clock.nowMs();
    recordAudit(tx, {
      atMs,
      act,
      what: 'print.reprint',
      target: newest.id,
      data: { reason: given, printNumber: newest.print_number + 1 },
    });
    tx.prepare<[string]>("UPDATE print_jobs SET state = 'superseded' WHERE id = ? AND state <> 'voided'").run(
      newest.id,
    );
    return insertPrint(
      tx,
      context,
      act,
      atMs,
      ...nextPrintOf(tx, newest, { reason: given, queuePosition: endOfQueue(tx) }),
    );
  });
}

const REPRINTABLE: ReadonlySet<string> = new Set(['printed', 'sent', 'voided']);

function wasPutBack(tx: WriteTx, job: PrintJobRow): boolean {
  return (
    job.shipment_id !== null &&
    tx.pluck<[string], string>('SELECT state FROM shipments WHERE id = ?').get(job.shipment_id) === 'cancelled'
  );
}

/** The same label once more; a waybill bears a code that tells this piece of paper from the earlier ones. */
function nextPrintOf(
  tx: WriteTx,
  job: PrintJobRow,
  reprint: Omit<Reprint, 'printNumber'>,
): readonly [LabelRequest, Reprint] {
  const printNumber = job.print_number + 1;
  const data = readPrintData(job);
  const number = job.kind === 'waybill' && job.shipment_id !== null ? trackingNumberOf(tx, job.shipment_id) : null;
  const mark =
    number === null ? {} : { printCode: formatPrintCode(number, printNumber), printNumber: `${printNumber}` };
  const request: LabelRequest = {
    labelKey: job.label_key,
    kind: job.kind,
    orderId: job.order_id,
    shipmentId: job.shipment_id,
    deviceId: job.device_id,
    templateId: job.template_id,
    data: { ...data, ...mark },
    contentHash: '',
    copies: job.copies,
    batch: job.batch_id === null ? null : { id: job.batch_id, position: job.batch_position ?? 0 },
  };
  return [request, { ...reprint, printNumber }];
}

function trackingNumberOf(tx: WriteTx, shipmentId: string): string | null {
  return (
    tx
      .pluck<[string], string | null>(
        "SELECT tracking_number FROM waybills WHERE shipment_id = ? AND state = 'issued' ORDER BY requested_at_ms DESC LIMIT 1",
      )
      .get(shipmentId) ?? null
  );
}
