import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { markLabelled } from '#main/usecases/packing/mark-labelled.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { readPrintJob } from '#main/usecases/printing/print-job-rows.ts';
import type { PrintJobRow } from '#main/usecases/printing/print-job-rows.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { mayBecome, strongerProof } from '#core/printing/print-states.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { EventType } from '#shared/model/event-types.ts';

/** What is known about a print at one moment, from the driver or from a person. */
export type PrintProgress =
  /** Written before the first byte leaves: a crash after this point can never be taken for "nothing sent". */
  | { readonly state: 'sending'; readonly bytesTotal: number; readonly contentHash: string }
  | { readonly state: 'printing'; readonly bytesSent: number }
  /** All bytes left; the device can give no stronger proof. */
  | { readonly state: 'sent'; readonly bytesSent: number }
  | {
      readonly state: 'printed';
      readonly proof: 'acknowledged' | 'inferred' | 'scanned' | 'operator' | 'handed_to_system';
      readonly bytesSent?: number;
    }
  /** The printer does not go on. `problem`: what its driver or cable said, where that is more than a state of the printer. */
  | { readonly state: 'blocked'; readonly blockReason: string; readonly bytesSent: number; readonly problem?: Problem }
  | { readonly state: 'unconfirmed' | 'interrupted'; readonly bytesSent: number; readonly problem: Problem }
  /** Surely nothing left the PC. */
  | { readonly state: 'failed'; readonly problem: Problem }
  | { readonly state: 'voided' };

const EVENT_OF: Readonly<Record<PrintProgress['state'], EventType | null>> = {
  sending: 'label.sending',
  printing: null,
  sent: 'label.printed',
  printed: 'label.printed',
  blocked: 'label.blocked',
  unconfirmed: 'label.unconfirmed',
  interrupted: 'label.interrupted',
  failed: 'label.failed',
  voided: 'label.voided',
};

/**
 * Records progress of one print and, when a waybill label is out, what follows from it for the parcel.
 * @throws AppError ERR_PRINT_STATE when the print cannot come from where it stands to there
 */
export function recordPrintProgress(
  tx: WriteTx,
  context: Pick<UseCaseContext, 'clock' | 'ids'>,
  act: Act,
  jobId: string,
  progress: PrintProgress,
): void {
  const atMs = context.clock.nowMs();
  const job = readPrintJob(tx, jobId);
  if (!mayBecome({ state: job.state, bytesSent: job.bytes_sent }, progress.state))
    throw new AppError('ERR_PRINT_STATE', { state: job.state });
  write(tx, atMs, job, progress);
  tx.changed('print-jobs');
  const type =
    progress.state === 'printed' && progress.proof === 'scanned' ? 'label.confirmed' : EVENT_OF[progress.state];
  if (type && job.order_id !== null)
    recordEvent(tx, {
      orderId: job.order_id,
      atMs,
      type,
      act,
      rule: null,
      data: { printJobId: job.id, kind: job.kind, printNumber: job.print_number, ...progress },
    });
  const isOut = progress.state === 'printed' || progress.state === 'sent';
  if (isOut && job.kind === 'waybill' && job.shipment_id !== null) markLabelled(tx, context, act, job.shipment_id);
}

function write(tx: WriteTx, atMs: number, job: PrintJobRow, progress: PrintProgress): void {
  const ended = progress.state !== 'sending' && progress.state !== 'printing' && progress.state !== 'blocked';
  tx.prepare<(string | number | null)[]>(
    `UPDATE print_jobs SET state = ?, proof = ?, content_hash = ?, bytes_total = ?, bytes_sent = ?, block_reason = ?, failure_json = ?, first_byte_at_ms = COALESCE(first_byte_at_ms, ?), finished_at_ms = ? WHERE id = ?`,
  ).run(
    progress.state,
    progress.state === 'printed' ? strongerProof(job.proof, progress.proof) : job.proof,
    progress.state === 'sending' ? progress.contentHash : job.content_hash,
    progress.state === 'sending' ? progress.bytesTotal : job.bytes_total,
    'bytesSent' in progress && progress.bytesSent !== undefined ? progress.bytesSent : job.bytes_sent,
    progress.state === 'blocked' ? progress.blockReason : null,
    'problem' in progress && progress.problem ? JSON.stringify(progress.problem) : null,
    progress.state === 'sending' ? atMs : null,
    ended ? atMs : null,
    job.id,
  );
}
