import type { ReadDb } from '#main/db/handles.ts';
import { listOpenBatches } from '#main/usecases/printing/print-batch-rows.ts';
import { ASKING, listLastPrints, listQueueJobs, UNDER_WAY, WAITING } from '#main/usecases/printing/print-job-rows.ts';
import { requirePrinter } from '#main/usecases/printing/require-printer.ts';
import type { PrintQueueDetail, PrintQueueView } from '#shared/contract/print-queues.ts';
import { DeviceId } from '#shared/model/ids.ts';

/** A queue of a whole day fits; what is beyond is counted, not listed. */
const MOST_LISTED = 500;
const MOST_RECENT = 20;

interface QueueRow {
  readonly mode: PrintQueueView['mode'] | null;
  readonly changed_by: string | null;
  readonly changed_at_ms: number | null;
  readonly failover_device_id: string | null;
  readonly failover_after_ms: number | null;
  readonly waiting: number;
  readonly asking: number;
}

/** How the queue of a printer stands. @throws AppError ERR_DEVICE_UNKNOWN */
export function viewPrintQueue(db: ReadDb, deviceId: string): PrintQueueView {
  requirePrinter(db, deviceId);
  const row = db
    .prepare<[string], QueueRow>(
      `SELECT q.mode, q.changed_by, q.changed_at_ms, q.failover_device_id, q.failover_after_ms,
         (SELECT COUNT(*) FROM print_jobs p WHERE p.device_id = d.id AND ${WAITING}) AS waiting,
         (SELECT COUNT(*) FROM print_jobs p WHERE p.device_id = d.id AND ${ASKING}) AS asking
       FROM devices d LEFT JOIN print_queues q ON q.device_id = d.id WHERE d.id = ?`,
    )
    .get(deviceId);
  return {
    deviceId: DeviceId.parse(deviceId),
    mode: row?.mode ?? 'running',
    modeBy: row?.changed_by ?? null,
    modeAtMs: row?.changed_at_ms ?? null,
    failover:
      row?.failover_device_id && row.failover_after_ms !== null
        ? { deviceId: DeviceId.parse(row.failover_device_id), afterMs: row.failover_after_ms }
        : null,
    waitingCount: row?.waiting ?? 0,
    askingCount: row?.asking ?? 0,
    batches: listOpenBatches(db, deviceId),
  };
}

/** The queues of all printers, in the order of the devices page. */
export function listPrintQueues(db: ReadDb): PrintQueueView[] {
  return db
    .pluck<[], string>(
      "SELECT id FROM devices WHERE kind = 'printer' AND removed_at_ms IS NULL ORDER BY created_at_ms, id",
    )
    .all()
    .map((deviceId) => viewPrintQueue(db, deviceId));
}

/** One queue with its labels: what asks, what is under way, what comes next, what came out last. */
export function viewQueueDetail(db: ReadDb, deviceId: string): PrintQueueDetail {
  return {
    queue: viewPrintQueue(db, deviceId),
    asking: listQueueJobs(db, deviceId, ASKING, MOST_LISTED),
    underWay: listQueueJobs(db, deviceId, UNDER_WAY, 1)[0] ?? null,
    waiting: listQueueJobs(db, deviceId, WAITING, MOST_LISTED),
    recent: listLastPrints(db, deviceId, MOST_RECENT),
  };
}
