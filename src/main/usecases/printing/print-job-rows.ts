import { WAVE_NUMBER_OF_JOB } from '#main/usecases/documents/wave-label-key.ts';
import { platformNumber } from '#main/usecases/printing/platform-label-key.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { DeviceId, OrderId, PrintBatchId, PrintJobId } from '#shared/model/ids.ts';
import type { PrintJobView, PrintKind, PrintProof, PrintState } from '#shared/contract/print-jobs.ts';
import { problemOfReasons } from '#main/devices/printers/printer-problem.ts';
import { readProblem } from '#main/usecases/read-problem.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { z } from 'zod';

export interface PrintJobRow {
  readonly id: string;
  readonly label_key: string;
  readonly print_number: number;
  readonly kind: PrintKind;
  readonly order_id: string | null;
  readonly shipment_id: string | null;
  readonly device_id: string;
  readonly template_id: string;
  readonly data_json: string;
  readonly content_hash: string;
  readonly copies: number;
  readonly state: z.infer<typeof PrintState>;
  readonly proof: z.infer<typeof PrintProof>;
  readonly bytes_total: number;
  readonly bytes_sent: number;
  readonly block_reason: string | null;
  readonly failure_json: string | null;
  readonly reason: string | null;
  readonly operator_id: string;
  readonly created_at_ms: number;
  readonly first_byte_at_ms: number | null;
  readonly finished_at_ms: number | null;
  readonly queue_position: number;
  readonly batch_id: string | null;
  readonly batch_position: number | null;
}

interface PrintJobViewRow extends PrintJobRow {
  readonly batch_size: number | null;
  readonly display_number: string | null;
  readonly tracking_number: string | null;
  readonly wave_number: string | null;
  readonly device_name: string;
}

/*
 * Conditions on a `print_jobs p`. Partial indexes hold only what their own condition picks, and SQLite uses them only where a
 * query says the same: these texts are those of the migrations.
 */

/** It still moves or waits for a person. */
export const OPEN = "p.state IN ('queued', 'sending', 'sent', 'printing', 'blocked', 'unconfirmed', 'interrupted')";
/** Nothing of it has left the PC (print-states.ts, `isWaiting`). */
export const WAITING = "p.state IN ('queued', 'blocked') AND p.bytes_sent = 0";
export const UNDER_WAY = "(p.state IN ('sending', 'printing') OR (p.state = 'blocked' AND p.bytes_sent > 0))";
const ASKING_STATES = "('unconfirmed', 'interrupted', 'failed')";
/** A person must say what becomes of it. */
export const ASKING = `p.state IN ${ASKING_STATES}`;
/** No label of its batch asks: a batch keeps its order, so the rest of it waits for the answer. */
export const BATCH_GOES_ON = `(p.batch_id IS NULL OR NOT EXISTS (SELECT 1 FROM print_jobs a WHERE a.batch_id = p.batch_id AND a.state IN ${ASKING_STATES}))`;

const SELECT_VIEW = `SELECT p.*, o.display_number, w.tracking_number, d.name AS device_name, ${WAVE_NUMBER_OF_JOB} AS wave_number,
    CASE WHEN p.batch_id IS NOT NULL THEN (SELECT MAX(b.batch_position) FROM print_jobs b WHERE b.batch_id = p.batch_id) END AS batch_size
  FROM print_jobs p JOIN devices d ON d.id = p.device_id LEFT JOIN orders o ON o.id = p.order_id
  LEFT JOIN waybills w ON w.shipment_id = p.shipment_id AND w.state = 'issued' AND p.kind = 'waybill'`;

/** @throws AppError ERR_PRINT_JOB_UNKNOWN */
export function readPrintJob(db: ReadDb, id: string): PrintJobRow {
  const row = db.prepare<[string], PrintJobRow>('SELECT * FROM print_jobs WHERE id = ?').get(id);
  if (!row) throw new AppError('ERR_PRINT_JOB_UNKNOWN', { id });
  return row;
}

/** @throws AppError ERR_PRINT_JOB_UNKNOWN */
export function viewPrintJob(db: ReadDb, id: string): PrintJobView {
  const row = db.prepare<[string], PrintJobViewRow>(`${SELECT_VIEW} WHERE p.id = ?`).get(id);
  if (!row) throw new AppError('ERR_PRINT_JOB_UNKNOWN', { id });
  return toView(row);
}

/** These jobs, in this order. */
export function viewPrintJobs(db: ReadDb, ids: readonly string[]): PrintJobView[] {
  const one = db.prepare<[string], PrintJobViewRow>(`${SELECT_VIEW} WHERE p.id = ?`);
  return ids.flatMap((id) => {
    const row = one.get(id);
    return row ? [toView(row)] : [];
  });
}

/** Jobs of one order, or the newest of all; `open` leaves only those that still move or wait for a person. */
export function listPrintJobs(db: ReadDb, filter: { orderId?: string; open?: boolean; limit: number }): PrintJobView[] {
  if (filter.orderId !== undefined)
    return db
      .prepare<[string, number], PrintJobViewRow>(
        `${SELECT_VIEW} WHERE p.order_id = ? ORDER BY p.created_at_ms DESC LIMIT ?`,
      )
      .all(filter.orderId, filter.limit)
      .map(toView);
  const where = filter.open === true ? `WHERE ${OPEN}` : '';
  return db
    .prepare<[number], PrintJobViewRow>(`${SELECT_VIEW} ${where} ORDER BY p.created_at_ms DESC LIMIT ?`)
    .all(filter.limit)
    .map(toView);
}

/** Jobs of a printer that a condition picks, in the order of its queue. */
export function listQueueJobs(db: ReadDb, deviceId: string, where: string, limit: number): PrintJobView[] {
  return db
    .prepare<[string, number], PrintJobViewRow>(
      `${SELECT_VIEW} WHERE p.device_id = ? AND ${where} ORDER BY p.queue_position, p.print_number LIMIT ?`,
    )
    .all(deviceId, limit)
    .map(toView);
}

/** What left a printer last, newest first; with those that it could not prove. */
export function listLastPrints(db: ReadDb, deviceId: string, limit: number): PrintJobView[] {
  // One state at a time, so that each comes straight out of the index however long the history is.
  const ofState = db.prepare<[string, string, number], PrintJobViewRow>(
    `${SELECT_VIEW} WHERE p.device_id = ? AND p.state = ? ORDER BY p.created_at_ms DESC LIMIT ?`,
  );
  return ['printed', 'sent']
    .flatMap((state) => ofState.all(deviceId, state, limit))
    .toSorted((a, b) => (b.finished_at_ms ?? 0) - (a.finished_at_ms ?? 0))
    .slice(0, limit)
    .map(toView);
}

/** The newest print of a label, whatever became of it. */
export function latestPrint(db: ReadDb, labelKey: string): PrintJobRow | undefined {
  return db
    .prepare<[string], PrintJobRow>('SELECT * FROM print_jobs WHERE label_key = ? ORDER BY print_number DESC LIMIT 1')
    .get(labelKey);
}

function toView(row: PrintJobViewRow): PrintJobView {
  return {
    id: PrintJobId.parse(row.id),
    labelKey: row.label_key,
    printNumber: row.print_number,
    kind: row.kind,
    orderId: row.order_id === null ? null : OrderId.parse(row.order_id),
    orderNumber: row.display_number,
    trackingNumber: row.tracking_number ?? platformNumber(row.label_key),
    waveNumber: row.wave_number,
    isSealed: platformNumber(row.label_key) !== null,
    deviceId: DeviceId.parse(row.device_id),
    deviceName: row.device_name,
    copies: row.copies,
    state: row.state,
    proof: row.proof,
    bytesSent: row.bytes_sent,
    bytesTotal: row.bytes_total,
    blockReason: row.block_reason,
    problem: problemOf(row),
    reason: row.reason,
    createdAtMs: row.created_at_ms,
    finishedAtMs: row.finished_at_ms,
    operatorName: row.operator_id,
    batch:
      row.batch_id === null
        ? null
        : {
            id: PrintBatchId.parse(row.batch_id),
            position: row.batch_position ?? 0,
            size: row.batch_size ?? 0,
          },
  };
}

/** What a person must see to: why it failed, or why the printer does not go on. */
function problemOf(row: PrintJobViewRow): Problem | null {
  if (row.state !== 'blocked' || row.block_reason === null) return readProblem(row.failure_json);
  // Kept since the driver's own word is recorded; older rows know only that the printer was not reached.
  const said = readProblem(row.failure_json);
  if (said) return { ...said, data: { device: row.device_name, ...said.data } };
  if (row.block_reason === 'offline') return { code: 'ERR_DEVICE_OFFLINE', data: { device: row.device_name } };
  const { code, data } = problemOfReasons(row.block_reason.split(','));
  return { code, data: { ...data } };
}
