import { warehouseZone } from '#main/usecases/system/warehouse-zone.ts';
import { quietUntilMs } from '#core/alerts/quiet-hours.ts';
import type { Clock } from '#core/kernel/clock.ts';
import type { IdSource } from '#core/kernel/id-source.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import { isAtLeast } from '#shared/model/alerts.ts';
import type { AlertKind, AlertSeverity } from '#shared/model/alerts.ts';

/** What happened to an alert. `escalated`: nobody had acknowledged it by then. */
export type AlertEvent = 'raised' | 'escalated' | 'resolved';

export interface TellSource {
  readonly clock: Clock;
  readonly ids: IdSource;
}

interface Told {
  readonly id: string;
  readonly kind: AlertKind;
  readonly subject: string;
  readonly severity: AlertSeverity;
}

interface NotifierRow {
  readonly id: string;
  readonly least_severity: AlertSeverity;
  readonly tells_resolved: number;
}

/**
 * Notes what each notifier has to tell, in the transaction that changed the alert. In the quiet hours it falls due at their end,
 * unless it is critical and those may pass. A notifier never tells of its own trouble.
 * @param only ids of notifiers; null: all that are on
 * @returns when the first of them may be told; null when nobody is
 */
export function tellNotifiers(
  tx: WriteTx,
  source: TellSource,
  alert: Told,
  event: AlertEvent,
  only: readonly string[] | null,
): number | null {
  const nowMs = source.clock.nowMs();
  const dueAtMs = tellableFromMs(tx, alert.severity, nowMs);
  const insert = tx.prepare<(string | number)[]>(
    "INSERT INTO alert_notices (id, alert_id, notifier_id, event, state, created_at_ms, due_at_ms) VALUES (?, ?, ?, ?, 'waiting', ?, ?)",
  );
  let isTold = false;
  for (const notifier of enabledNotifiers(tx)) {
    if (only !== null && !only.includes(notifier.id)) continue;
    // Whom a step of the escalation names is called whatever else they want to hear of.
    if (event === 'raised' && !isAtLeast(alert.severity, notifier.least_severity)) continue;
    if (alert.kind === 'notifier_failing' && alert.subject === notifier.id) continue;
    insert.run(source.ids.next(), alert.id, notifier.id, event, nowMs, dueAtMs);
    isTold = true;
  }
  return isTold ? dueAtMs : null;
}

/** News of an alert that is over: what was not told yet is dropped, and who was told hears of the end. */
export function tellEnd(tx: WriteTx, source: TellSource, alert: Told): void {
  tx.prepare<[string]>("UPDATE alert_notices SET state = 'dropped' WHERE alert_id = ? AND state = 'waiting'").run(
    alert.id,
  );
  const told = tx
    .pluck<[string], string>("SELECT DISTINCT notifier_id FROM alert_notices WHERE alert_id = ? AND state = 'told'")
    .all(alert.id);
  const wanting = enabledNotifiers(tx).filter((notifier) => notifier.tells_resolved === 1);
  const ids = wanting.map(({ id }) => id).filter((id) => told.includes(id));
  if (ids.length > 0) tellNotifiers(tx, source, alert, 'resolved', ids);
}

function enabledNotifiers(db: ReadDb): NotifierRow[] {
  return db
    .prepare<[], NotifierRow>(
      'SELECT id, least_severity, tells_resolved FROM notifiers WHERE enabled = 1 ORDER BY created_at_ms, id',
    )
    .all();
}

/** The clock is the warehouse's. */
function tellableFromMs(db: ReadDb, severity: AlertSeverity, nowMs: number): number {
  const quiet = readSetting(db, 'alertQuietHours');
  if (severity === 'critical' && quiet.criticalPasses) return nowMs;
  return quietUntilMs(quiet, nowMs, warehouseZone(db)) ?? nowMs;
}
