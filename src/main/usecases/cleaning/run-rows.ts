import type { ReadDb } from '#main/db/handles.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CleaningLeft, CleaningRunView } from '#shared/contract/cleaning.ts';
import { OrderId } from '#shared/model/ids.ts';

export interface RunRow {
  readonly id: string;
  readonly kind: CleaningRunView['kind'];
  readonly rule_id: string;
  readonly version: number;
  readonly state: CleaningRunView['state'];
  /** The order that was met last. */
  readonly cursor: string;
  readonly total: number;
  readonly act_json: string;
  readonly created_by: string;
  readonly created_at_ms: number;
  readonly finished_at_ms: number | null;
}

/** What became of an order in a run. */
export type RunOutcome = 'changed' | 'same' | CleaningLeft;

/** What a run did on one order. */
export interface OrderOutcome {
  readonly outcome: RunOutcome;
  /** Paths, separated by commas. */
  readonly fields: string;
}

/** @throws AppError ERR_HOST_NOT_FOUND */
export function findRunRow(db: ReadDb, id: string): RunRow {
  const row = db.prepare<[string], RunRow>('SELECT * FROM cleaning_runs WHERE id = ?').get(id);
  if (!row) throw new AppError('ERR_HOST_NOT_FOUND', { id });
  return row;
}

export function viewRun(db: ReadDb, row: RunRow): CleaningRunView {
  const counted = db
    .prepare<[string], { met: number; changed: number | null; same: number | null }>(
      "SELECT COUNT(*) AS met, SUM(outcome = 'changed') AS changed, SUM(outcome = 'same') AS same FROM cleaning_run_orders WHERE run_id = ?",
    )
    .get(row.id);
  const { met, changed, same } = { met: counted?.met ?? 0, changed: counted?.changed ?? 0, same: counted?.same ?? 0 };
  return {
    id: row.id,
    kind: row.kind,
    version: row.version,
    state: row.state,
    total: row.total,
    met,
    changed,
    left: met - changed - same,
    createdBy: row.created_by,
    createdAtMs: row.created_at_ms,
    finishedAtMs: row.finished_at_ms,
  };
}

/** Orders that a run left as they are, the first five hundred. */
export function listLeftOrders(
  db: ReadDb,
  runId: string,
): { orderId: OrderId; number: string; outcome: CleaningLeft; fields: string }[] {
  return db
    .prepare<[string], { order_id: string; number: string; outcome: CleaningLeft; fields: string }>(
      `SELECT r.order_id, o.display_number AS number, r.outcome, r.fields FROM cleaning_run_orders r JOIN orders o ON o.id = r.order_id
       WHERE r.run_id = ? AND r.outcome NOT IN ('changed', 'same') ORDER BY r.order_id LIMIT 500`,
    )
    .all(runId)
    .map(({ order_id, ...rest }) => ({ orderId: OrderId.parse(order_id), ...rest }));
}
