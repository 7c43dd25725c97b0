import { canonicalJson } from '#core/kernel/canonical-json.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { AlertCondition } from '#main/usecases/alerts/alert-condition.ts';
import { standingAlerts } from '#main/usecases/alerts/alert-rows.ts';
import type { AlertRow } from '#main/usecases/alerts/alert-rows.ts';
import { tellEnd, tellNotifiers } from '#main/usecases/alerts/tell-notifiers.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { isAtLeast } from '#shared/model/alerts.ts';
import type { AlertKind, AlertSeverity, RuleInForce } from '#shared/model/alerts.ts';

export interface Findings {
  readonly conditions: readonly AlertCondition[];
  /** Nobody knows how these are now: their alerts stay as they are. */
  readonly unknownKinds: ReadonlySet<AlertKind>;
}

/** That it goes on is written down no more often than this. */
const SEEN_EVERY_MS = 10 * 60_000;

/**
 * Brings the alerts in line with what is wrong now: new ones are raised and told, known ones noted anew where their facts changed,
 * and those whose condition ended are closed and say so. One standing alert per kind and subject. Writes nothing where nothing changed.
 */
export function applyConditions(
  context: UseCaseContext,
  rule: (kind: AlertKind) => RuleInForce,
  findings: Findings,
): void {
  const wanted = new Map(
    findings.conditions.filter(({ kind }) => rule(kind).enabled).map((found) => [keyOf(found), found]),
  );
  const standing = new Map(standingAlerts(context.read).map((row) => [keyOf(row), row]));
  const muted = new Map(mutedAlerts(context).map((row) => [keyOf(row), row]));
  const nowMs = context.clock.nowMs();
  const steps: ((tx: WriteTx) => void)[] = [];

  for (const [key, found] of wanted) {
    const row = standing.get(key);
    const severity = severityOf(found, rule(found.kind));
    const facts = canonicalJson(found.facts);
    if (row) {
      if (row.facts_json !== facts || row.severity !== severity || nowMs - row.last_seen_at_ms >= SEEN_EVERY_MS)
        steps.push((tx) => noteAgain(tx, context, row, found, { severity, facts }, rule(found.kind)));
    } else if (muted.get(key)?.facts_json !== facts)
      steps.push((tx) => raise(tx, context, found, { severity, facts }, rule(found.kind)));
  }
  for (const [key, row] of standing) {
    if (wanted.has(key) || findings.unknownKinds.has(row.kind)) continue;
    steps.push((tx) => {
      closeAlert(tx, context, row, null, null);
      tellEnd(tx, context, row);
    });
  }
  for (const [key, row] of muted) {
    if (findings.unknownKinds.has(row.kind) || wanted.has(key)) continue;
    steps.push((tx) => void tx.prepare<[string]>('UPDATE alerts SET is_muted = 0 WHERE id = ?').run(row.id));
  }
  if (steps.length === 0) return;
  context.db.transaction((tx) => {
    for (const step of steps) step(tx);
    tx.changed('alerts');
  });
}

/** @param by who closed it; null: the condition ended */
export function closeAlert(
  tx: WriteTx,
  { clock }: Pick<UseCaseContext, 'clock'>,
  row: Pick<AlertRow, 'id'>,
  by: string | null,
  reason: string | null,
): void {
  tx.prepare<[number, string | null, string | null, number, string]>(
    "UPDATE alerts SET state = 'resolved', resolved_at_ms = ?, resolved_by = ?, resolve_reason = ?, is_muted = ? WHERE id = ?",
  ).run(clock.nowMs(), by, reason, by === null ? 0 : 1, row.id);
}

interface Judged {
  readonly severity: AlertSeverity;
  readonly facts: string;
}

function raise(
  tx: WriteTx,
  context: UseCaseContext,
  found: AlertCondition,
  { severity, facts }: Judged,
  rule: RuleInForce,
): void {
  const id = context.ids.next();
  const nowMs = context.clock.nowMs();
  tx.prepare<[string, string]>('UPDATE alerts SET is_muted = 0 WHERE kind = ? AND subject = ? AND is_muted = 1').run(
    found.kind,
    found.subject,
  );
  tx.prepare<(string | number)[]>(
    "INSERT INTO alerts (id, kind, subject, subject_name, severity, state, facts_json, first_seen_at_ms, last_seen_at_ms) VALUES (?, ?, ?, ?, ?, 'open', ?, ?, ?)",
  ).run(id, found.kind, found.subject, found.subjectName, severity, facts, nowMs, nowMs);
  tell(tx, context, { ...found, id, severity }, rule);
}

/** What became worse is news again, also for whoever had taken it on. */
function noteAgain(
  tx: WriteTx,
  context: UseCaseContext,
  row: AlertRow,
  found: AlertCondition,
  { severity, facts }: Judged,
  rule: RuleInForce,
): void {
  const isWorse = severity !== row.severity && isAtLeast(severity, row.severity);
  tx.prepare<(string | number)[]>(
    'UPDATE alerts SET subject_name = ?, severity = ?, facts_json = ?, last_seen_at_ms = ?, count = count + ? WHERE id = ?',
  ).run(found.subjectName, severity, facts, context.clock.nowMs(), row.facts_json === facts ? 0 : 1, row.id);
  if (!isWorse) return;
  tx.prepare<[string]>(
    "UPDATE alerts SET state = 'open', acknowledged_at_ms = NULL, acknowledged_by = NULL, escalated_steps = 0 WHERE id = ?",
  ).run(row.id);
  tell(tx, context, { ...found, id: row.id, severity }, rule);
}

function tell(
  tx: WriteTx,
  context: UseCaseContext,
  alert: { id: string; kind: AlertKind; subject: string; severity: AlertSeverity },
  rule: RuleInForce,
): void {
  const toldFromMs = tellNotifiers(tx, context, alert, 'raised', rule.notifierIds);
  tx.prepare<[number | null, string]>('UPDATE alerts SET told_from_ms = ? WHERE id = ?').run(toldFromMs, alert.id);
}

function mutedAlerts({ read }: UseCaseContext): Pick<AlertRow, 'id' | 'kind' | 'subject' | 'facts_json'>[] {
  return read
    .prepare<[], Pick<AlertRow, 'id' | 'kind' | 'subject' | 'facts_json'>>(
      'SELECT id, kind, subject, facts_json FROM alerts WHERE is_muted = 1',
    )
    .all();
}

function severityOf(found: AlertCondition, rule: RuleInForce): AlertSeverity {
  return found.severity && isAtLeast(found.severity, rule.severity) ? found.severity : rule.severity;
}

function keyOf({ kind, subject }: { readonly kind: string; readonly subject: string }): string {
  return `${kind} ${subject}`;
}
