import type { ReadDb } from '#main/db/handles.ts';
import { ASKING } from '#main/usecases/printing/print-job-rows.ts';
import { BatchOrder } from '#shared/contract/print-batches.ts';
import type { PrintBatchView } from '#shared/contract/print-batches.ts';
import { DeviceId, PrintBatchId } from '#shared/model/ids.ts';

interface BatchRow {
  readonly id: string;
  readonly kind: PrintBatchView['kind'];
  readonly order_json: string;
  readonly operator_id: string;
  readonly created_at_ms: number;
  readonly device_id: string;
  readonly labels: number;
  readonly printed: number;
  readonly waiting: number;
  readonly asking: number;
  readonly voided: number;
}

/** Each label counts as its newest print stands; labels that were moved to another printer stay in their batch. */
const SELECT = `SELECT b.id, b.kind, b.order_json, b.operator_id, b.created_at_ms, MAX(p.device_id) AS device_id, COUNT(*) AS labels,
    SUM(p.state IN ('printed', 'sent')) AS printed, SUM(p.state IN ('queued', 'sending', 'printing', 'blocked')) AS waiting,
    SUM(${ASKING}) AS asking, SUM(p.state = 'voided') AS voided
  FROM print_batches b JOIN print_jobs p ON p.batch_id = b.id
  WHERE NOT EXISTS (SELECT 1 FROM print_jobs n WHERE n.label_key = p.label_key AND n.print_number > p.print_number)`;

/** Batches with labels on a printer that still wait or ask, oldest first. */
export function listOpenBatches(db: ReadDb, deviceId: string): PrintBatchView[] {
  return db
    .prepare<[string], BatchRow>(
      `${SELECT} AND b.id IN (SELECT batch_id FROM print_jobs WHERE device_id = ? AND batch_id IS NOT NULL
         AND state IN ('queued', 'sending', 'printing', 'blocked', 'unconfirmed', 'interrupted', 'failed'))
       GROUP BY b.id ORDER BY b.created_at_ms`,
    )
    .all(deviceId)
    .map(toView);
}

/** The newest batches, whatever became of them. */
export function listNewestBatches(db: ReadDb, limit: number): PrintBatchView[] {
  return db
    .prepare<[number], BatchRow>(
      `${SELECT} AND b.id IN (SELECT id FROM print_batches ORDER BY created_at_ms DESC LIMIT ?)
       GROUP BY b.id ORDER BY b.created_at_ms DESC`,
    )
    .all(limit)
    .map(toView);
}

function toView(row: BatchRow): PrintBatchView {
  return {
    id: PrintBatchId.parse(row.id),
    kind: row.kind,
    deviceId: DeviceId.parse(row.device_id),
    order: BatchOrder.parse(JSON.parse(row.order_json)),
    labelCount: row.labels,
    printedCount: row.printed,
    waitingCount: row.waiting,
    askingCount: row.asking,
    voidedCount: row.voided,
    createdAtMs: row.created_at_ms,
    operatorName: row.operator_id,
  };
}
