import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { CleaningRun } from '#main/usecases/cleaning/cleaning-run.ts';
import { raiseRevision } from '#main/usecases/cleaning/rule-rows.ts';
import type { RuleRow } from '#main/usecases/cleaning/rule-rows.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';

/** So many orders back errors are remembered in full; older ones count less and less. */
const MEMORY = 1_000;

/**
 * Writes what the rules did in this transaction, in one statement for all, and stops those whose errors rose too far. Call it once at
 * the end of the transaction that applied the orders.
 */
export function settleCleaning(tx: WriteTx, act: Act, atMs: number, { tallies }: CleaningRun): void {
  if (tallies.size === 0) return;
  const json = JSON.stringify(
    [...tallies.values()].map(({ rule, seen, changed, errors }) => [rule.id, rule.version, seen, changed, errors]),
  );
  tx.prepare<[string]>(
    `UPDATE cleaning_rule_versions SET seen = seen + (t.value ->> 2), changed = changed + (t.value ->> 3), errors = errors + (t.value ->> 4)
     FROM json_each(?) t WHERE rule_id = t.value ->> 0 AND version = t.value ->> 1`,
  ).run(json);
  tx.prepare<[string]>(
    `UPDATE cleaning_rules SET recent_seen = (recent_seen + (t.value ->> 2)) / CASE WHEN recent_seen > ${MEMORY} THEN 2 ELSE 1 END,
       recent_errors = (recent_errors + (t.value ->> 4)) / CASE WHEN recent_seen > ${MEMORY} THEN 2 ELSE 1 END
     FROM json_each(?) t WHERE cleaning_rules.id = t.value ->> 0 AND version = t.value ->> 1`,
  ).run(json);
  for (const tally of tallies.values())
    if (tally.errors > 0) stopIfNeeded(tx, act, atMs, tally.rule.id, tally.lastErrorOrderId);
}

function stopIfNeeded(tx: WriteTx, act: Act, atMs: number, ruleId: string, orderId: string | null): void {
  const row = tx
    .prepare<[string], RuleRow>(
      `SELECT * FROM cleaning_rules WHERE id = ? AND state IN ('on', 'rolling_out') AND recent_seen >= stop_after AND recent_errors * 100 > recent_seen * stop_percent`,
    )
    .get(ruleId);
  if (!row) return;
  const reason = {
    seen: row.recent_seen,
    errors: row.recent_errors,
    stopPercent: row.stop_percent,
    wasState: row.state,
    wasPercent: row.percent,
    atMs,
    orderId,
  };
  tx.prepare<[string, number, string]>(
    "UPDATE cleaning_rules SET state = 'stopped', stopped_json = ?, updated_at_ms = ?, updated_by = '' WHERE id = ?",
  ).run(JSON.stringify(reason), atMs, ruleId);
  raiseRevision(tx);
  const system: Act = { ...act, actor: { kind: 'system', id: 'cleaning', name: 'Packbench' } };
  recordAudit(tx, { atMs, act: system, what: 'cleaning.stop', target: ruleId, data: reason });
  if (orderId !== null)
    recordEvent(tx, {
      orderId,
      atMs,
      type: 'cleaning.rule_stopped',
      act: system,
      rule: `${ruleId}@${row.version}`,
      data: { ruleId, seen: reason.seen, errors: reason.errors, stopPercent: row.stop_percent },
    });
}
