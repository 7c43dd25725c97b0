import { mayBecome } from '#core/printing/print-states.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { readPrintJob } from '#main/usecases/printing/print-job-rows.ts';
import { recordPrintProgress } from '#main/usecases/printing/record-print-progress.ts';
import type { PrintProgress } from '#main/usecases/printing/record-print-progress.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/**
 * Records what the printer says about a print. A person may have answered in the meantime: then the answer stands, and the
 * printer's late word is only told on the timeline, so that a void label that came out after all does not go unseen.
 */
export function recordPrinterWord(
  tx: WriteTx,
  context: Pick<UseCaseContext, 'clock' | 'ids'>,
  act: Act,
  print: { readonly jobId: string; readonly deviceId: string },
  progress: PrintProgress,
): void {
  const job = readPrintJob(tx, print.jobId);
  // Moved to another printer before anything left: what this one says is not about it any more.
  if (job.device_id !== print.deviceId) return;
  if (mayBecome({ state: job.state, bytesSent: job.bytes_sent }, progress.state))
    return recordPrintProgress(tx, context, act, job.id, progress);
  if (job.order_id === null) return;
  recordEvent(tx, {
    orderId: job.order_id,
    atMs: context.clock.nowMs(),
    type: 'label.told_late',
    act,
    rule: null,
    data: { printJobId: job.id, printNumber: job.print_number, stands: job.state, ...progress },
  });
}
