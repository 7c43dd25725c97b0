import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { PaperBatchView } from '#shared/contract/customs-papers.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CustomsPaperKind } from '#shared/model/customs.ts';

/** The job that makes the papers of a batch, order by order (run-paper-batch.ts). */
export const PAPER_BATCH_TOPIC = 'customs.paper-batch';

export interface BatchRow {
  readonly id: string;
  readonly state: PaperBatchView['state'];
  readonly kinds_json: string;
  readonly act_json: string;
  readonly created_at_ms: number;
  readonly finished_at_ms: number | null;
}

/**
 * Begins to make the papers of many orders. Numbers that find no order are told back; the others go on.
 * @throws AppError ERR_CUSTOMS_BATCH_EMPTY when none finds one
 */
export function startPaperBatch(
  context: UseCaseContext,
  act: Act,
  request: {
    readonly id: string;
    readonly orderNumbers: readonly string[];
    readonly kinds: readonly CustomsPaperKind[];
  },
): { batch: PaperBatchView; unknown: string[] } {
  return context.db.transaction((tx) => {
    const found = request.orderNumbers.map((number) => ({ number, orderId: findOrder(tx, number) }));
    const unknown = found.filter(({ orderId }) => orderId === null).map(({ number }) => number);
    const orderIds = [...new Set(found.flatMap(({ orderId }) => (orderId === null ? [] : [orderId])))];
    if (orderIds.length === 0) throw new AppError('ERR_CUSTOMS_BATCH_EMPTY', {});
    const known = tx.pluck<[string], string>('SELECT id FROM customs_paper_batches WHERE id = ?').get(request.id);
    if (known === undefined) {
      const nowMs = context.clock.nowMs();
      tx.prepare<(string | number)[]>(
        "INSERT INTO customs_paper_batches (id, state, kinds_json, act_json, created_at_ms) VALUES (?, 'running', ?, ?, ?)",
      ).run(request.id, JSON.stringify(request.kinds), JSON.stringify(act), nowMs);
      const row = tx.prepare<[string, number, string]>(
        "INSERT INTO customs_paper_batch_orders (batch_id, position, order_id, state, documents_json) VALUES (?, ?, ?, 'waiting', '[]')",
      );
      for (const [position, orderId] of orderIds.entries()) row.run(request.id, position, orderId);
      enqueue(tx, context, request.id);
      audit(tx, context, act, request.id, 'customs.batch_started', orderIds.length);
    }
    return { batch: viewBatch(tx, request.id), unknown };
  });
}

/** Stops after the orders in hand; what was made stays. @throws AppError ERR_CUSTOMS_BATCH_UNKNOWN */
export function stopPaperBatch(context: UseCaseContext, act: Act, batchId: string): PaperBatchView {
  return context.db.transaction((tx) => {
    if (readBatch(tx, batchId).state === 'running') {
      setState(tx, batchId, 'stopped', null);
      audit(tx, context, act, batchId, 'customs.batch_stopped', viewBatch(tx, batchId).done);
    }
    return viewBatch(tx, batchId);
  });
}

/** Goes on with what is left, and tries the failed ones again. @throws AppError ERR_CUSTOMS_BATCH_UNKNOWN, ERR_CUSTOMS_BATCH_STATE */
export function resumePaperBatch(context: UseCaseContext, act: Act, batchId: string): PaperBatchView {
  return context.db.transaction((tx) => {
    if (readBatch(tx, batchId).state === 'running') throw new AppError('ERR_CUSTOMS_BATCH_STATE', { state: 'running' });
    tx.prepare<[string]>(
      "UPDATE customs_paper_batch_orders SET state = 'waiting', problem_json = NULL WHERE batch_id = ? AND state = 'failed'",
    ).run(batchId);
    tx.prepare<[string, string]>(
      "UPDATE customs_paper_batches SET state = 'running', finished_at_ms = NULL, act_json = ? WHERE id = ?",
    ).run(JSON.stringify(act), batchId);
    enqueue(tx, context, batchId);
    const view = viewBatch(tx, batchId);
    audit(tx, context, act, batchId, 'customs.batch_started', view.total - view.done);
    return view;
  });
}

export function setState(tx: WriteTx, batchId: string, state: BatchRow['state'], finishedAtMs: number | null): void {
  tx.prepare<[string, number | null, string]>(
    'UPDATE customs_paper_batches SET state = ?, finished_at_ms = ? WHERE id = ?',
  ).run(state, finishedAtMs, batchId);
  tx.changed('customs-papers');
}

/** @throws AppError ERR_CUSTOMS_BATCH_UNKNOWN */
export function readBatch(db: ReadDb, batchId: string): BatchRow {
  const row = db
    .prepare<[string], BatchRow>(
      'SELECT id, state, kinds_json, act_json, created_at_ms, finished_at_ms FROM customs_paper_batches WHERE id = ?',
    )
    .get(batchId);
  if (!row) throw new AppError('ERR_CUSTOMS_BATCH_UNKNOWN', { batchId });
  return row;
}

/** @throws AppError ERR_CUSTOMS_BATCH_UNKNOWN */
export function viewBatch(db: ReadDb, batchId: string): PaperBatchView {
  const row = readBatch(db, batchId);
  const counts = db
    .prepare<[string], { total: number; done: number; failed: number }>(
      `SELECT COUNT(*) AS total, COUNT(*) FILTER (WHERE state = 'done') AS done, COUNT(*) FILTER (WHERE state = 'failed') AS failed
       FROM customs_paper_batch_orders WHERE batch_id = ?`,
    )
    .get(batchId) ?? { total: 0, done: 0, failed: 0 };
  const act = JSON.parse(row.act_json) as Act;
  return {
    id: row.id,
    state: row.state,
    kinds: JSON.parse(row.kinds_json) as CustomsPaperKind[],
    ...counts,
    createdAtMs: row.created_at_ms,
    finishedAtMs: row.finished_at_ms,
    by: act.actor.name,
  };
}

/** An order by any of its numbers; by the number that people see first. */
function findOrder(db: ReadDb, number: string): string | null {
  return (
    db.pluck<[string], string>('SELECT id FROM orders WHERE display_number = ? LIMIT 1').get(number) ??
    db.pluck<[string], string>('SELECT id FROM orders WHERE external_number = ? LIMIT 1').get(number) ??
    db.pluck<[string], string>('SELECT order_id FROM external_ids WHERE value = ? LIMIT 1').get(number) ??
    null
  );
}

function enqueue(tx: WriteTx, context: UseCaseContext, batchId: string): void {
  // Each start is a job of its own.
  enqueueJob(tx, context, {
    topic: PAPER_BATCH_TOPIC,
    key: `customs-papers:${batchId}:${context.ids.next()}`,
    payload: { batchId },
  });
  tx.changed('customs-papers');
}

function audit(tx: WriteTx, context: UseCaseContext, act: Act, batchId: string, what: string, orders: number): void {
  recordAudit(tx, { atMs: context.clock.nowMs(), act, what, target: batchId, data: { orders } });
}
