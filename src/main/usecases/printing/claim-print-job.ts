import { isWaiting } from '#core/printing/print-states.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { readPrintJob } from '#main/usecases/printing/print-job-rows.ts';
import { readQueueMode } from '#main/usecases/printing/queue-modes.ts';
import { recordPrintProgress } from '#main/usecases/printing/record-print-progress.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * The last look before the first byte: since the label was fetched from its queue a person may have moved it, called it off or
 * stopped the queue. Written in the transaction that looked, so a crash from here on can never be taken for "nothing sent".
 * @throws AppError ERR_PRINT_STATE when the label is not this printer's any more: nothing may leave then
 */
export function claimPrintJob(
  tx: WriteTx,
  context: Pick<UseCaseContext, 'clock' | 'ids'>,
  act: Act,
  claim: {
    readonly jobId: string;
    readonly deviceId: string;
    readonly bytesTotal: number;
    readonly contentHash: string;
  },
): void {
  const job = readPrintJob(tx, claim.jobId);
  const isOurs = job.device_id === claim.deviceId && isWaiting({ state: job.state, bytesSent: job.bytes_sent });
  if (!isOurs || readQueueMode(tx, claim.deviceId) === 'paused')
    throw new AppError('ERR_PRINT_STATE', { state: job.state });
  recordPrintProgress(tx, context, act, claim.jobId, {
    state: 'sending',
    bytesTotal: claim.bytesTotal,
    contentHash: claim.contentHash,
  });
}
