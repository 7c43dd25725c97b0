import type { ReadDb } from '#main/db/handles.ts';
import { BATCH_GOES_ON, WAITING } from '#main/usecases/printing/print-job-rows.ts';
import type { PrintJobRow } from '#main/usecases/printing/print-job-rows.ts';

/**
 * The label of which nothing has left and whose turn it is. A paused queue has none. A batch keeps its order: while one of its
 * labels is in doubt or cannot be printed, the rest of it waits for the answer; labels outside of the batch go on.
 */
export function nextPrintJob(db: ReadDb, deviceId: string): PrintJobRow | undefined {
  return db
    .prepare<[string, string], PrintJobRow>(
      `SELECT p.* FROM print_jobs p WHERE p.device_id = ? AND ${WAITING}
         AND NOT EXISTS (SELECT 1 FROM print_queues q WHERE q.device_id = ? AND q.mode = 'paused')
         AND ${BATCH_GOES_ON}
       ORDER BY p.queue_position, p.print_number LIMIT 1`,
    )
    .get(deviceId, deviceId);
}
