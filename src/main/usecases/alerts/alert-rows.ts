import type { ReadDb } from '#main/db/handles.ts';
import type { AlertView } from '#shared/contract/alerts.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { AlertKindSchema } from '#shared/model/alerts.ts';
import type { AlertKind, AlertSeverity, AlertState } from '#shared/model/alerts.ts';

export interface AlertRow {
  readonly id: string;
  readonly kind: AlertKind;
  readonly subject: string;
  readonly subject_name: string;
  readonly severity: AlertSeverity;
  readonly state: AlertState;
  readonly facts_json: string;
  readonly first_seen_at_ms: number;
  readonly last_seen_at_ms: number;
  readonly count: number;
  readonly acknowledged_at_ms: number | null;
  readonly acknowledged_by: string | null;
  readonly resolved_at_ms: number | null;
  readonly resolved_by: string | null;
  readonly resolve_reason: string | null;
  readonly escalated_steps: number;
  readonly told_from_ms: number | null;
}

/** Alerts that are not over. Kinds of another version are left alone. */
export function standingAlerts(db: ReadDb): AlertRow[] {
  return db
    .prepare<[], AlertRow>("SELECT * FROM alerts WHERE state IN ('open', 'acknowledged') ORDER BY first_seen_at_ms, id")
    .all()
    .filter(({ kind }) => AlertKindSchema.safeParse(kind).success);
}

/** @throws AppError ERR_ALERT_UNKNOWN */
export function readAlert(db: ReadDb, id: string): AlertRow {
  const row = db.prepare<[string], AlertRow>('SELECT * FROM alerts WHERE id = ?').get(id);
  if (!row) throw new AppError('ERR_ALERT_UNKNOWN', {});
  return row;
}

export function alertView(row: AlertRow): AlertView {
  return {
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    subjectName: row.subject_name,
    severity: row.severity,
    state: row.state,
    facts: JSON.parse(row.facts_json) as AlertView['facts'],
    firstSeenAtMs: row.first_seen_at_ms,
    lastSeenAtMs: row.last_seen_at_ms,
    count: row.count,
    acknowledgedAtMs: row.acknowledged_at_ms,
    acknowledgedBy: row.acknowledged_by,
    resolvedAtMs: row.resolved_at_ms,
    resolvedBy: row.resolved_by,
    resolveReason: row.resolve_reason,
    escalatedSteps: row.escalated_steps,
    toldFromMs: row.told_from_ms,
  };
}
