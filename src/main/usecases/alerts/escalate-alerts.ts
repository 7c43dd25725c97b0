import { standingAlerts } from '#main/usecases/alerts/alert-rows.ts';
import { tellNotifiers } from '#main/usecases/alerts/tell-notifiers.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { isAtLeast } from '#shared/model/alerts.ts';

const MINUTE_MS = 60_000;

/**
 * Calls the next receivers for alerts that nobody acknowledged in time. The time counts from when the first ones were told: whom
 * quiet hours kept in the dark is not passed over.
 */
export function escalateAlerts(context: UseCaseContext): void {
  const { leastSeverity, steps } = readSetting(context.read, 'alertEscalation');
  if (steps.length === 0) return;
  const nowMs = context.clock.nowMs();
  const inOrder = steps.toSorted((one, other) => one.afterMinutes - other.afterMinutes);
  const due = standingAlerts(context.read).flatMap((alert) => {
    if (alert.state !== 'open' || alert.told_from_ms === null || !isAtLeast(alert.severity, leastSeverity)) return [];
    const waitedMs = nowMs - alert.told_from_ms;
    const reached = inOrder.filter((step) => waitedMs >= step.afterMinutes * MINUTE_MS);
    return reached.length > alert.escalated_steps ? [{ alert, reached }] : [];
  });
  if (due.length === 0) return;
  context.db.transaction((tx) => {
    for (const { alert, reached } of due) {
      // Each is called once, however many steps fell due together.
      const called = [...new Set(reached.slice(alert.escalated_steps).flatMap((step) => step.notifierIds))];
      tellNotifiers(tx, context, alert, 'escalated', called);
      tx.prepare<[number, string]>('UPDATE alerts SET escalated_steps = ? WHERE id = ?').run(reached.length, alert.id);
    }
    tx.changed('alerts');
  });
}
