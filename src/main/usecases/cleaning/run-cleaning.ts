import { compilePipeline } from '#core/cleaning/compile-pipeline.ts';
import type { Pipeline } from '#core/cleaning/compile-pipeline.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { applyToOrder } from '#main/usecases/cleaning/apply-to-order.ts';
import { chinaPlaces } from '#main/usecases/cleaning/china-places.ts';
import { inForce } from '#main/usecases/cleaning/cleaning-run.ts';
import type { CleaningRun } from '#main/usecases/cleaning/cleaning-run.ts';
import { NOT_IN_WORK } from '#main/usecases/cleaning/manage-runs.ts';
import { findRuleRow } from '#main/usecases/cleaning/rule-rows.ts';
import { findRunRow } from '#main/usecases/cleaning/run-rows.ts';
import type { OrderOutcome, RunRow } from '#main/usecases/cleaning/run-rows.ts';
import { settleCleaning } from '#main/usecases/cleaning/settle-cleaning.ts';
import { undoOnOrder } from '#main/usecases/cleaning/undo-on-order.ts';
import { startSlice } from '#main/usecases/slice-budget.ts';
import { giveWay } from '#main/usecases/give-way.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

const MOST_PER_SLICE = 50;

/**
 * Goes through the orders of a run in slices, each in one transaction with its place, so that a run that was cut short goes on there.
 * A rule that is switched off or edited meanwhile ends its run.
 */
export async function runCleaning(
  context: UseCaseContext,
  runId: string,
  signal: AbortSignal,
  progress: (at: { met: number }) => void,
): Promise<void> {
  let met = 0;
  while (!signal.aborted) {
    const count = context.db.transaction((tx) => slice(tx, context, runId));
    if (count === 0) return;
    met += count;
    progress({ met });
    await giveWay();
  }
}

/** @returns how many orders were met; 0 when the run is over */
function slice(tx: WriteTx, context: UseCaseContext, runId: string): number {
  const run = findRunRow(tx, runId);
  if (run.state !== 'running') return 0;
  const atMs = context.clock.nowMs();
  const work = workOf(tx, run, atMs);
  const ids = work === null ? [] : nextOrders(tx, run);
  tx.changed('cleaning');
  if (work === null || ids.length === 0) {
    tx.prepare<[string, number, string]>('UPDATE cleaning_runs SET state = ?, finished_at_ms = ? WHERE id = ?').run(
      work === null ? 'stopped' : 'done',
      atMs,
      runId,
    );
    return 0;
  }
  const hasTime = startSlice();
  let met = 0;
  for (const { id, cursor } of ids) {
    if (!hasTime()) break;
    const { outcome, fields } = work.onOrder(id);
    tx.prepare<string[]>(
      'INSERT INTO cleaning_run_orders (run_id, order_id, outcome, fields) VALUES (?, ?, ?, ?) ON CONFLICT (run_id, order_id) DO UPDATE SET outcome = excluded.outcome, fields = excluded.fields',
    ).run(runId, id, outcome, fields);
    tx.prepare<[string, string]>('UPDATE cleaning_runs SET cursor = ? WHERE id = ?').run(cursor, runId);
    met += 1;
  }
  work.settle();
  return met;
}

interface SliceWork {
  onOrder(orderId: string): OrderOutcome;
  settle(): void;
}

/** What is to be done with each order; null when the rule no longer runs as it did at the start. */
function workOf(tx: WriteTx, run: RunRow, atMs: number): SliceWork | null {
  const act = JSON.parse(run.act_json) as Act;
  if (run.kind === 'undo') return { onOrder: (orderId) => undoOnOrder(tx, act, atMs, run, orderId), settle: () => {} };
  const pipeline = pipelineOf(tx, run);
  if (pipeline === null) return null;
  // Counted as orders that come in: a rule whose errors rise here stops, and its run with it.
  const cleaning: CleaningRun = { pipeline, tallies: new Map() };
  return {
    onOrder: (orderId) => applyToOrder(tx, act, atMs, cleaning, orderId),
    settle: () => settleCleaning(tx, act, atMs, cleaning),
  };
}

const compiled = new Map<string, Pipeline>();

function pipelineOf(tx: WriteTx, run: RunRow): Pipeline | null {
  const row = findRuleRow(tx, run.rule_id);
  const rule = row.version === run.version ? inForce(row) : null;
  if (rule === null) return null;
  const key = `${run.id} ${rule.percent}`;
  const pipeline = compiled.get(key) ?? compilePipeline([rule], chinaPlaces);
  compiled.clear();
  compiled.set(key, pipeline);
  return pipeline;
}

/** By the index of what rules changed, or by that of the statuses: no step walks over orders that are long done. */
function nextOrders(db: ReadDb, run: RunRow): { id: string; cursor: string }[] {
  if (run.kind === 'undo')
    return db
      .prepare<[string, number, string], { id: string; cursor: string }>(
        `SELECT DISTINCT order_id AS id, order_id AS cursor FROM cleaning_changes INDEXED BY cleaning_changes_rule
         WHERE rule_id = ? AND version = ? AND undone_at_ms IS NULL AND order_id > ? ORDER BY order_id LIMIT ${MOST_PER_SLICE}`,
      )
      .all(run.rule_id, run.version, run.cursor);
  const after = Number(run.cursor);
  const ofStatus = db.prepare<[string, number], { id: string; list_key: number }>(
    `SELECT id, list_key FROM orders WHERE status = ? AND list_key > ? ORDER BY list_key LIMIT ${MOST_PER_SLICE}`,
  );
  return NOT_IN_WORK.flatMap((status) => ofStatus.all(status, after))
    .toSorted((a, b) => a.list_key - b.list_key)
    .slice(0, MOST_PER_SLICE)
    .map(({ id, list_key: listKey }) => ({ id, cursor: String(listKey) }));
}
