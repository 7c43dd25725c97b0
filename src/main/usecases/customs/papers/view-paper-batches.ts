import type { ReadDb } from '#main/db/handles.ts';
import { viewBatch } from '#main/usecases/customs/papers/paper-batches.ts';
import type { PaperBatchView } from '#shared/contract/customs-papers.ts';
import type { Problem } from '#shared/contract/common.ts';
import { OrderId } from '#shared/model/ids.ts';

const SHOWN = 20;

/** The newest batches. */
export function listPaperBatches(db: ReadDb): PaperBatchView[] {
  return db
    .pluck<[number], string>('SELECT id FROM customs_paper_batches ORDER BY created_at_ms DESC, id DESC LIMIT ?')
    .all(SHOWN)
    .map((id) => viewBatch(db, id));
}

export interface BatchDetail {
  batch: PaperBatchView;
  failures: { orderId: OrderId; orderNumber: string; problem: Problem }[];
  /** In the order of the batch. */
  documentIds: string[];
}

/** @throws AppError ERR_CUSTOMS_BATCH_UNKNOWN */
export function readPaperBatch(db: ReadDb, batchId: string): BatchDetail {
  const batch = viewBatch(db, batchId);
  const rows = db
    .prepare<
      [string],
      { order_id: string; display_number: string; documents_json: string; problem_json: string | null }
    >(
      `SELECT b.order_id, o.display_number, b.documents_json, b.problem_json FROM customs_paper_batch_orders b
       JOIN orders o ON o.id = b.order_id WHERE b.batch_id = ? ORDER BY b.position`,
    )
    .all(batchId);
  return {
    batch,
    failures: rows.flatMap(({ order_id: orderId, display_number: orderNumber, problem_json: problem }) =>
      problem === null
        ? []
        : [{ orderId: OrderId.parse(orderId), orderNumber, problem: JSON.parse(problem) as Problem }],
    ),
    documentIds: rows.flatMap(({ documents_json: ids }) => JSON.parse(ids) as string[]),
  };
}
