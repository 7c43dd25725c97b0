import { appendAudit } from '#main/db/repos/append-audit.ts';
import type { Act } from '#main/usecases/actor.ts';
import { insertPrint } from '#main/usecases/printing/queue-label.ts';
import { latestPrint, readPrintJob } from '#main/usecases/printing/print-job-rows.ts';
import type { PrintJobRow } from '#main/usecases/printing/print-job-rows.ts';
import { recordPrintProgress } from '#main/usecases/printing/record-print-progress.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

const ASKING: ReadonlySet<string> = new Set(['unconfirmed', 'interrupted', 'sent', 'blocked']);

/**
 * A person's answer for a print whose outcome is unknown. `reprint` makes a new print under the same key and voids the
 * doubtful one; it is logged as a possible duplicate.
 * @returns the id of the job that now stands for the label.
 * @throws AppError ERR_PRINT_STATE when the job does not wait for an answer
 */
export function decidePrintJob(
  context: UseCaseContext,
  act: Act,
  jobId: string,
  decision: 'printed' | 'reprint' | 'void',
): string {
  return context.db.transaction((tx) => {
    const job = readPrintJob(tx, jobId);
    if (!ASKING.has(job.state)) throw new AppError('ERR_PRINT_STATE', { state: job.state });
    const atMs = context.clock.nowMs();
    appendAudit(tx, {
      atMs,
      actorKind: act.actor.kind,
      actorId: act.actor.name,
      act: 'print.decide',
      target: job.id,
      data: { decision, was: job.state },
    });
    if (decision === 'printed') {
      recordPrintProgress(tx, context, act, job.id, { state: 'printed', proof: 'operator' });
      return job.id;
    }
    recordPrintProgress(tx, context, act, job.id, { state: 'voided' });
    return decision === 'void'
      ? job.id
      : insertPrint(tx, context, act, atMs, requestOf(job), job.print_number + 1, 'outcome_unknown');
  });
}

/**
 * Prints a label again on purpose. The earlier print is void from then on: its job says so and a later scan asks.
 * @throws AppError ERR_PRINT_REASON_REQUIRED, ERR_PRINT_STATE while the earlier print is still under way
 */
export function reprintLabel(context: UseCaseContext, act: Act, jobId: string, reason: string): string {
  if (reason.trim() === '') throw new AppError('ERR_PRINT_REASON_REQUIRED', {});
  return context.db.transaction((tx) => {
    const job = readPrintJob(tx, jobId);
    const newest = latestPrint(tx, job.label_key) ?? job;
    if (newest.state === 'queued' || newest.state === 'sending' || newest.state === 'printing')
      throw new AppError('ERR_PRINT_STATE', { state: newest.state });
    const atMs = context.clock.nowMs();
    appendAudit(tx, {
      atMs,
      actorKind: act.actor.kind,
      actorId: act.actor.name,
      act: 'print.reprint',
      target: newest.id,
      data: { reason, printNumber: newest.print_number + 1 },
    });
    tx.prepare<[string]>("UPDATE print_jobs SET state = 'superseded' WHERE id = ? AND state <> 'voided'").run(
      newest.id,
    );
    return insertPrint(tx, context, act, atMs, requestOf(newest), newest.print_number + 1, reason.trim());
  });
}

function requestOf(job: PrintJobRow) {
  return {
    labelKey: job.label_key,
    kind: job.kind,
    orderId: job.order_id,
    shipmentId: job.shipment_id,
    deviceId: job.device_id,
    templateId: job.template_id,
    data: JSON.parse(job.data_json) as Record<string, unknown>,
    contentHash: job.content_hash,
  };
}
