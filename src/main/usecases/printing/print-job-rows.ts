import type { ReadDb } from '#main/db/handles.ts';
import { DeviceId, OrderId, PrintJobId } from '#shared/model/ids.ts';
import type { PrintProof, PrintState } from '#shared/contract/printing.ts';
import type { PrintJobView } from '#shared/contract/printing.ts';
import { problemOfReasons } from '#main/devices/printers/printer-problem.ts';
import { readProblem } from '#main/usecases/read-problem.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { z } from 'zod';

export interface PrintJobRow {
  readonly id: string;
  readonly label_key: string;
  readonly print_number: number;
  readonly kind: 'waybill' | 'pick_slip' | 'test';
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
}

interface PrintJobViewRow extends PrintJobRow {
  readonly display_number: string | null;
  readonly tracking_number: string | null;
  readonly device_name: string;
}

const SELECT_VIEW = `SELECT p.*, o.display_number, w.tracking_number, d.name AS device_name
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

/** Jobs of one order, or the newest of all; `open` leaves only those that still move or wait for a person. */
export function listPrintJobs(db: ReadDb, filter: { orderId?: string; open?: boolean; limit: number }): PrintJobView[] {
  if (filter.orderId !== undefined)
    return db
      .prepare<[string, number], PrintJobViewRow>(
        `${SELECT_VIEW} WHERE p.order_id = ? ORDER BY p.created_at_ms DESC LIMIT ?`,
      )
      .all(filter.orderId, filter.limit)
      .map(toView);
  const where =
    filter.open === true
      ? "WHERE p.state IN ('queued', 'sending', 'sent', 'printing', 'blocked', 'unconfirmed', 'interrupted')"
      : '';
  return db
    .prepare<[number], PrintJobViewRow>(`${SELECT_VIEW} ${where} ORDER BY p.created_at_ms DESC LIMIT ?`)
    .all(filter.limit)
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
    trackingNumber: row.tracking_number,
    deviceId: DeviceId.parse(row.device_id),
    deviceName: row.device_name,
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
  };
}

/** What a person must see to: why it failed, or why the printer does not go on. */
function problemOf(row: PrintJobViewRow): Problem | null {
  if (row.state !== 'blocked' || row.block_reason === null) return readProblem(row.failure_json);
  if (row.block_reason === 'offline') return { code: 'ERR_DEVICE_OFFLINE', data: { device: row.device_name } };
  const { code, data } = problemOfReasons(row.block_reason.split(','));
  return { code, data: { ...data } };
}
