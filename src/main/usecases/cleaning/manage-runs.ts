import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { switchRule } from '#main/usecases/cleaning/manage-rules.ts';
import { findRuleRow } from '#main/usecases/cleaning/rule-rows.ts';
import type { RuleRow } from '#main/usecases/cleaning/rule-rows.ts';
import { findRunRow, viewRun } from '#main/usecases/cleaning/run-rows.ts';
import type { RunRow } from '#main/usecases/cleaning/run-rows.ts';
import { readRule } from '#main/usecases/cleaning/view-rules.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { CleaningRule, CleaningRunView } from '#shared/contract/cleaning.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const CLEANING_RUN_TOPIC = 'cleaning.run';

/** Display statuses of orders that nobody has begun to pack. */
export const NOT_IN_WORK = ['awaiting_payment', 'on_hold', 'ready_to_pack'] as const;

/**
 * Applies a rule that runs to the orders that are stored and not in work, as a job. A rule that is rolled out touches its share only.
 * @throws AppError ERR_CLEANING_RULE_UNKNOWN, _LOCKED, _INACTIVE, ERR_CLEANING_RUN_BUSY
 */
export function startApply(context: UseCaseContext, act: Act, id: string): CleaningRule {
  return context.db.transaction((tx) => {
    const row = freeRow(tx, id);
    if (row.state !== 'on' && row.state !== 'rolling_out') throw new AppError('ERR_CLEANING_RULE_INACTIVE', { id });
    const total = tx
      .pluck<string[], number | null>('SELECT SUM(n) FROM order_counts WHERE status IN (?, ?, ?)')
      .get(...NOT_IN_WORK);
    begin(tx, context, act, 'apply', row, row.version, total ?? 0);
    return readRule(tx, id);
  });
}

/**
 * Switches a rule off, so that nothing comes back and a stop by itself is dealt with, and puts what one of its versions changed
 * back as a job.
 * @throws AppError ERR_CLEANING_RULE_UNKNOWN, _LOCKED, ERR_CLEANING_RUN_BUSY
 */
export function startUndo(context: UseCaseContext, act: Act, id: string, version: number): CleaningRule {
  return context.db.transaction((tx) => {
    const row = freeRow(tx, id);
    const isDecided = row.state === 'off' || row.state === 'draft';
    if (!isDecided && row.version === version) switchRule(tx, act, context.clock.nowMs(), row, 'off', 100);
    const total = tx
      .pluck<[string, number], number>(
        'SELECT COUNT(DISTINCT order_id) FROM cleaning_changes WHERE rule_id = ? AND version = ? AND undone_at_ms IS NULL',
      )
      .get(id, version);
    begin(tx, context, act, 'undo', row, version, total ?? 0);
    return readRule(tx, id);
  });
}

function begin(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  kind: RunRow['kind'],
  row: RuleRow,
  version: number,
  total: number,
): void {
  if (isBusy(tx, row.id)) throw new AppError('ERR_CLEANING_RUN_BUSY', { id: row.id });
  const atMs = context.clock.nowMs();
  const id = context.ids.next();
  tx.prepare<(string | number)[]>(
    `INSERT INTO cleaning_runs (id, kind, rule_id, version, state, total, act_json, created_by, created_at_ms) VALUES (?, ?, ?, ?, 'running', ?, ?, ?, ?)`,
  ).run(id, kind, row.id, version, total, JSON.stringify(act), act.actor.name, atMs);
  recordAudit(tx, { atMs, act, what: `cleaning.${kind}`, target: row.id, data: { version, total } });
  enqueueJob(tx, context, { topic: CLEANING_RUN_TOPIC, key: `cleaning-run:${id}`, payload: { runId: id } });
  tx.changed('cleaning');
}

function isBusy(db: ReadDb, ruleId: string): boolean {
  return (
    db.pluck<[string], number>("SELECT 1 FROM cleaning_runs WHERE rule_id = ? AND state = 'running'").get(ruleId) !==
    undefined
  );
}

/** What was done so far stays. @throws AppError ERR_HOST_NOT_FOUND */
export function stopRun(context: UseCaseContext, act: Act, id: string): CleaningRunView {
  return context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const { changes } = tx
      .prepare<[number, string]>(
        "UPDATE cleaning_runs SET state = 'stopped', finished_at_ms = ? WHERE id = ? AND state = 'running'",
      )
      .run(atMs, id);
    const row = findRunRow(tx, id);
    if (changes > 0)
      recordAudit(tx, { atMs, act, what: 'cleaning.stop_run', target: row.rule_id, data: { kind: row.kind } });
    tx.changed('cleaning');
    return viewRun(tx, row);
  });
}

function freeRow(tx: WriteTx, id: string): RuleRow {
  const row = findRuleRow(tx, id);
  if (row.is_locked === 1) throw new AppError('ERR_CLEANING_RULE_LOCKED', { id });
  return row;
}
