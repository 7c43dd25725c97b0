import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { requirePrinter } from '#main/usecases/printing/require-printer.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { FailoverRule } from '#shared/contract/print-queues.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** @throws AppError ERR_DEVICE_UNKNOWN, ERR_PRINTER_FAILOVER_SELF */
export function setFailover(context: UseCaseContext, act: Act, deviceId: string, failover: FailoverRule | null): void {
  context.db.transaction((tx) => {
    requirePrinter(tx, deviceId);
    if (failover) requirePrinter(tx, failover.deviceId);
    if (failover?.deviceId === deviceId) throw new AppError('ERR_PRINTER_FAILOVER_SELF', {});
    const atMs = context.clock.nowMs();
    tx.prepare<[string, string | null, number | null]>(
      `INSERT INTO print_queues (device_id, failover_device_id, failover_after_ms) VALUES (?, ?, ?)
       ON CONFLICT (device_id) DO UPDATE SET failover_device_id = excluded.failover_device_id, failover_after_ms = excluded.failover_after_ms`,
    ).run(deviceId, failover?.deviceId ?? null, failover?.afterMs ?? null);
    recordAudit(tx, {
      atMs,
      act,
      what: 'print.failover',
      target: deviceId,
      data: { to: failover?.deviceId ?? null, afterMs: failover?.afterMs ?? null },
    });
    tx.changed('print-jobs');
  });
}
