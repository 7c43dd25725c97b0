import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { requirePrinter } from '#main/usecases/printing/require-printer.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { QueueMode } from '#shared/contract/print-queues.ts';

/** A queue runs unless somebody stopped it. */
export function readQueueMode(db: ReadDb, deviceId: string): QueueMode {
  return db.pluck<[string], QueueMode>('SELECT mode FROM print_queues WHERE device_id = ?').get(deviceId) ?? 'running';
}

/**
 * Stops a queue (`paused`: the label under way comes out, no other begins), lets it run empty (`draining`: it takes no new
 * labels, those go to another printer), or lets it run. Survives a restart. @throws AppError ERR_DEVICE_UNKNOWN
 */
export function setQueueMode(context: UseCaseContext, act: Act, deviceId: string, mode: QueueMode): void {
  context.db.transaction((tx) => {
    requirePrinter(tx, deviceId);
    const atMs = context.clock.nowMs();
    tx.prepare<[string, string, string, number]>(
      `INSERT INTO print_queues (device_id, mode, changed_by, changed_at_ms) VALUES (?, ?, ?, ?)
       ON CONFLICT (device_id) DO UPDATE SET mode = excluded.mode, changed_by = excluded.changed_by, changed_at_ms = excluded.changed_at_ms`,
    ).run(deviceId, mode, act.actor.name, atMs);
    recordAudit(tx, {
      atMs,
      act,
      what: 'print.queue_mode',
      target: deviceId,
      data: { mode },
    });
    tx.changed('print-jobs');
  });
}
