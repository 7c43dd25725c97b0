import type { Act } from '#main/usecases/actor.ts';
import { alertView, readAlert } from '#main/usecases/alerts/alert-rows.ts';
import { closeAlert } from '#main/usecases/alerts/apply-conditions.ts';
import { tellEnd } from '#main/usecases/alerts/tell-notifiers.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { AlertView } from '#shared/contract/alerts.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Somebody takes an alert on; nobody further is called. Who did it first stays. @throws AppError ERR_ALERT_UNKNOWN, ERR_ALERT_RESOLVED */
export function acknowledgeAlert(context: UseCaseContext, act: Act, id: string): AlertView {
  return context.db.transaction((tx) => {
    const row = readAlert(tx, id);
    if (row.state === 'resolved') throw new AppError('ERR_ALERT_RESOLVED', {});
    if (row.state === 'acknowledged') return alertView(row);
    const atMs = context.clock.nowMs();
    tx.prepare<[number, string, string]>(
      "UPDATE alerts SET state = 'acknowledged', acknowledged_at_ms = ?, acknowledged_by = ? WHERE id = ?",
    ).run(atMs, act.actor.name, id);
    // Calls for help that are not out yet are needless now.
    tx.prepare<[string]>(
      "UPDATE alert_notices SET state = 'dropped' WHERE alert_id = ? AND state = 'waiting' AND event = 'escalated'",
    ).run(id);
    recordAudit(tx, { atMs, act, what: 'alert.acknowledge', target: id, data: { kind: row.kind } });
    tx.changed('alerts');
    return alertView(readAlert(tx, id));
  });
}

/**
 * Closes an alert whose trouble goes on, with a reason. It comes back when the trouble changes, or ends and returns.
 * @throws AppError ERR_ALERT_UNKNOWN, ERR_ALERT_RESOLVED
 */
export function resolveAlert(
  context: UseCaseContext,
  act: Act,
  input: { readonly id: string; readonly reason: string },
): AlertView {
  return context.db.transaction((tx) => {
    const row = readAlert(tx, input.id);
    if (row.state === 'resolved') throw new AppError('ERR_ALERT_RESOLVED', {});
    closeAlert(tx, context, row, act.actor.name, input.reason);
    tellEnd(tx, context, row);
    recordAudit(tx, {
      atMs: context.clock.nowMs(),
      act,
      what: 'alert.resolve',
      target: input.id,
      data: { kind: row.kind, reason: input.reason },
    });
    tx.changed('alerts');
    return alertView(readAlert(tx, input.id));
  });
}
