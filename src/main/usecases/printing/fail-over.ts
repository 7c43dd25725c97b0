import type { Act } from '#main/usecases/actor.ts';
import { moveToPrinter } from '#main/usecases/printing/arrange-queue.ts';
import { BATCH_GOES_ON, WAITING } from '#main/usecases/printing/print-job-rows.ts';
import { readQueueMode } from '#main/usecases/printing/queue-modes.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

const RULE_ACT: Act = {
  actor: { kind: 'system', id: 'printer-failover', name: 'printer-failover' },
  source: 'rule:printer-failover',
  traceId: 'printer-failover',
};

/**
 * Moves what waits on a printer that stands still to the printer that its rule names. Labels of a batch that waits for an
 * answer stay: their order depends on it. What has left the PC stays where it is.
 * @returns the printer that took over, or null when the rule does not apply now
 */
export function failOver(
  context: UseCaseContext,
  deviceId: string,
  stuckForMs: number,
  isAtWork: (deviceId: string) => boolean,
): string | null {
  const rule = context.read
    .prepare<[string, number], { to: string }>(
      `SELECT q.failover_device_id AS "to" FROM print_queues q JOIN devices d ON d.id = q.failover_device_id
       WHERE q.device_id = ? AND q.failover_after_ms <= ? AND d.enabled = 1 AND d.removed_at_ms IS NULL`,
    )
    .get(deviceId, stuckForMs);
  if (!rule || !isAtWork(rule.to) || readQueueMode(context.read, rule.to) !== 'running') return null;
  const jobIds = context.read
    .pluck<[string], string>(`SELECT p.id FROM print_jobs p WHERE p.device_id = ? AND ${WAITING} AND ${BATCH_GOES_ON}`)
    .all(deviceId);
  if (jobIds.length === 0) return null;
  moveToPrinter(context, RULE_ACT, jobIds, rule.to);
  return rule.to;
}
