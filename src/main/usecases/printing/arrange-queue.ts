import { isWaiting } from '#core/printing/print-states.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { readPrintJob, WAITING } from '#main/usecases/printing/print-job-rows.ts';
import type { PrintJobRow } from '#main/usecases/printing/print-job-rows.ts';
import { endOfQueue } from '#main/usecases/printing/queue-label.ts';
import { requirePrinter } from '#main/usecases/printing/require-printer.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { QueuePlace } from '#shared/contract/print-queues.ts';

/**
 * Puts waiting labels elsewhere in their printer's queue; among themselves they keep their order.
 * @throws AppError ERR_PRINT_STATE when one of them is on its way already: nothing is moved then
 */
export function arrangeQueue(context: UseCaseContext, act: Act, jobIds: readonly string[], place: QueuePlace): void {
  context.db.transaction((tx) => {
    const jobs = requireWaiting(tx, jobIds);
    for (const deviceId of new Set(jobs.map((job) => job.device_id)))
      arrangeOne(tx, deviceId, new Set(jobs.map((job) => job.id)), place);
    audit(tx, context, act, 'print.arrange', jobs, { place });
  });
}

/**
 * Moves waiting labels to the end of another printer's queue. What has left the PC stays where it is.
 * @throws AppError ERR_PRINT_STATE, ERR_DEVICE_UNKNOWN, ERR_PRINTER_OFF
 */
export function moveToPrinter(context: UseCaseContext, act: Act, jobIds: readonly string[], deviceId: string): void {
  context.db.transaction((tx) => {
    const printer = requirePrinter(tx, deviceId);
    if (!printer.enabled) throw new AppError('ERR_PRINTER_OFF', { device: printer.name });
    const jobs = requireWaiting(tx, jobIds).filter((job) => job.device_id !== deviceId);
    const firstPlace = endOfQueue(tx);
    const atMs = context.clock.nowMs();
    const move = tx.prepare<[string, number, string]>(
      "UPDATE print_jobs SET device_id = ?, queue_position = ?, state = 'queued', block_reason = NULL, failure_json = NULL WHERE id = ?",
    );
    for (const [index, job] of jobs.entries()) {
      move.run(deviceId, firstPlace + index, job.id);
      if (job.order_id !== null)
        recordEvent(tx, {
          orderId: job.order_id,
          atMs,
          type: 'label.moved',
          act,
          rule: null,
          data: { printJobId: job.id, deviceName: printer.name },
        });
    }
    audit(tx, context, act, 'print.move', jobs, { to: deviceId });
  });
}

/** In the order of their queues. */
function requireWaiting(tx: WriteTx, jobIds: readonly string[]): PrintJobRow[] {
  const jobs = jobIds.map((id) => readPrintJob(tx, id));
  const gone = jobs.find((job) => !isWaiting({ state: job.state, bytesSent: job.bytes_sent }));
  if (gone) throw new AppError('ERR_PRINT_STATE', { state: gone.state });
  return jobs.toSorted((a, b) => a.queue_position - b.queue_position);
}

/** The places stay, the labels change them: other printers' labels are not touched. */
function arrangeOne(tx: WriteTx, deviceId: string, chosen: ReadonlySet<string>, place: QueuePlace): void {
  const queue = tx
    .prepare<[string], { id: string; queue_position: number }>(
      `SELECT p.id, p.queue_position FROM print_jobs p WHERE p.device_id = ? AND ${WAITING} ORDER BY p.queue_position, p.print_number`,
    )
    .all(deviceId);
  const arranged = placed(
    queue.map((job) => job.id),
    chosen,
    place,
  );
  const update = tx.prepare<[number, string]>('UPDATE print_jobs SET queue_position = ? WHERE id = ?');
  for (const [index, id] of arranged.entries()) {
    const position = queue[index]?.queue_position;
    if (position !== undefined && queue[index]?.id !== id) update.run(position, id);
  }
}

function placed(ids: readonly string[], chosen: ReadonlySet<string>, place: QueuePlace): readonly string[] {
  const picked = ids.filter((id) => chosen.has(id));
  const others = ids.filter((id) => !chosen.has(id));
  if (place === 'first') return [...picked, ...others];
  if (place === 'last') return [...others, ...picked];
  const before = ids.slice(0, ids.indexOf(picked[0] ?? '')).length;
  const at = place === 'up' ? before - 1 : before + 1;
  const index = Math.max(0, Math.min(others.length, at));
  return [...others.slice(0, index), ...picked, ...others.slice(index)];
}

function audit(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  what: string,
  jobs: readonly PrintJobRow[],
  data: Record<string, string>,
): void {
  if (jobs.length === 0) return;
  recordAudit(tx, {
    atMs: context.clock.nowMs(),
    act,
    what,
    target: jobs[0]?.device_id ?? '',
    data: { ...data, count: jobs.length },
  });
  tx.changed('print-jobs');
}
