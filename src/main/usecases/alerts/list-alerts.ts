import type { ReadDb } from '#main/db/handles.ts';
import { alertView } from '#main/usecases/alerts/alert-rows.ts';
import type { AlertRow } from '#main/usecases/alerts/alert-rows.ts';
import { readProblem } from '#main/usecases/read-problem.ts';
import type { AlertMessageView, AlertView } from '#shared/contract/alerts.ts';
import { ALERT_KIND_NAMES } from '#shared/model/alerts.ts';
import type { AlertKind, AlertState } from '#shared/model/alerts.ts';

export interface AlertFilter {
  readonly state?: AlertState | null | undefined;
  readonly kind?: AlertKind | null | undefined;
  readonly limit: number;
}

const KNOWN = ALERT_KIND_NAMES.map((kind) => `'${kind}'`).join(', ');

/** The worst first, then the newest; those that are over by their end. */
export function listAlerts(
  db: ReadDb,
  filter: AlertFilter,
): { alerts: AlertView[]; counts: Record<AlertState, number> } {
  const alerts = db
    .prepare<[string | null, string | null, string | null, string | null, number], AlertRow>(
      `SELECT * FROM alerts WHERE kind IN (${KNOWN}) AND (? IS NULL OR state = ?) AND (? IS NULL OR kind = ?)
       ORDER BY CASE state WHEN 'open' THEN 0 WHEN 'acknowledged' THEN 1 ELSE 2 END,
         CASE WHEN state = 'resolved' THEN 0 WHEN severity = 'critical' THEN 0 WHEN severity = 'warning' THEN 1 ELSE 2 END,
         COALESCE(resolved_at_ms, first_seen_at_ms) DESC, id DESC LIMIT ?`,
    )
    .all(filter.state ?? null, filter.state ?? null, filter.kind ?? null, filter.kind ?? null, filter.limit)
    .map(alertView);
  return { alerts, counts: countAlerts(db) };
}

function countAlerts(db: ReadDb): Record<AlertState, number> {
  const rows = db
    .prepare<[], { state: AlertState; n: number }>(
      `SELECT state, COUNT(*) AS n FROM alerts WHERE kind IN (${KNOWN}) GROUP BY state`,
    )
    .all();
  const of = (state: AlertState): number => rows.find((row) => row.state === state)?.n ?? 0;
  return { open: of('open'), acknowledged: of('acknowledged'), resolved: of('resolved') };
}

/** For the bell. */
export function openAlerts(db: ReadDb): { readonly open: number; readonly critical: boolean } {
  const row = db
    .prepare<[], { open: number; critical: number | null }>(
      `SELECT COUNT(*) AS open, MAX(severity = 'critical') AS critical FROM alerts WHERE state = 'open' AND kind IN (${KNOWN})`,
    )
    .get();
  return { open: row?.open ?? 0, critical: row?.critical === 1 };
}

interface MessageRow {
  id: string;
  notifier_id: string;
  notifier_name: string;
  state: AlertMessageView['state'];
  title: string;
  text: string;
  severity: AlertMessageView['severity'];
  notice_count: number;
  attempts: number;
  created_at_ms: number;
  sent_at_ms: number | null;
  failure_json: string | null;
}

/** The newest first. */
export function listMessages(
  db: ReadDb,
  filter: { readonly alertId?: string | null | undefined; readonly limit: number },
): { messages: AlertMessageView[]; held: number; dropped: number } {
  const { alertId = null, limit } = filter;
  const messages = db
    .prepare<[string | null, string | null, number], MessageRow>(
      `SELECT * FROM alert_messages m WHERE ? IS NULL OR EXISTS (SELECT 1 FROM alert_notices x WHERE x.alert_id = ? AND x.message_id = m.id)
       ORDER BY created_at_ms DESC, id DESC LIMIT ?`,
    )
    .all(alertId, alertId, limit)
    .map((row) => ({
      id: row.id,
      notifierId: row.notifier_id,
      notifierName: row.notifier_name,
      state: row.state,
      title: row.title,
      text: row.text,
      severity: row.severity,
      noticeCount: row.notice_count,
      attempts: row.attempts,
      createdAtMs: row.created_at_ms,
      sentAtMs: row.sent_at_ms,
      problem: readProblem(row.failure_json),
    }));
  const count = db.pluck<[string, string | null, string | null], number>(
    'SELECT COUNT(*) FROM alert_notices WHERE state = ? AND (? IS NULL OR alert_id = ?)',
  );
  return {
    messages,
    held: count.get('waiting', alertId, alertId) ?? 0,
    dropped: count.get('dropped', alertId, alertId) ?? 0,
  };
}
