import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import { readPrintCode } from '#core/printing/print-code.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { waveLabelKeys } from '#main/usecases/documents/wave-label-key.ts';
import { platformKeysOf } from '#main/usecases/printing/platform-label-key.ts';
import { viewPrintJobs } from '#main/usecases/printing/print-job-rows.ts';
import type { PrintJobView, PrintKind } from '#shared/contract/print-jobs.ts';
import type { PrintJobId } from '#shared/model/ids.ts';

export interface PrintHistoryRequest {
  /**
   * Any number of an order, as typed or scanned: its own, a waybill's (also with the mark of a later print), a box's; the
   * number of a wave, or that of a platform's waybill.
   */
  readonly number?: string | undefined;
  readonly deviceId?: string | undefined;
  readonly kind?: PrintKind | undefined;
  /** The last one of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

export interface PrintHistoryPage {
  readonly jobs: PrintJobView[];
  /** Null at the end. */
  readonly next: PrintJobId | null;
}

/** What was printed, whatever became of it, newest first. */
export function listPrintHistory(db: ReadDb, request: PrintHistoryRequest): PrintHistoryPage {
  const { number, deviceId, kind, after, limit } = request;
  const conditions: { sql: string; values: readonly string[] }[] = [];
  if (number !== undefined && number.trim() !== '') conditions.push(ofNumber(db, numberOf(number)));
  if (deviceId !== undefined) conditions.push({ sql: 'p.device_id = ?', values: [deviceId] });
  if (kind !== undefined) conditions.push({ sql: 'p.kind = ?', values: [kind] });
  if (after !== null)
    conditions.push({
      sql: '(p.created_at_ms, p.id) < (SELECT created_at_ms, id FROM print_jobs WHERE id = ?)',
      values: [after],
    });
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;
  const ids = db
    .pluck<(string | number)[], string>(
      `SELECT p.id FROM print_jobs p ${where} ORDER BY p.created_at_ms DESC, p.id DESC LIMIT ?`,
    )
    .all(...conditions.flatMap(({ values }) => values), limit);
  const jobs = viewPrintJobs(db, ids);
  return { jobs, next: jobs.length === limit ? (jobs.at(-1)?.id ?? null) : null };
}

/** A label that was printed again bears its waybill's number with a mark. */
function numberOf(text: string): string {
  const code = cleanIdentifier(text).trim();
  return readPrintCode(code)?.number ?? code;
}

function ofNumber(db: ReadDb, code: string): { sql: string; values: readonly string[] } {
  const keys = platformKeysOf(db, code);
  // Its pages belong to no order: a cart carries many.
  const wave = db.pluck<[string], string>('SELECT id FROM waves WHERE number = ?').get(code);
  const pages = wave === undefined ? ['', ''] : waveLabelKeys(wave);
  return {
    sql: `p.id IN (SELECT id FROM print_jobs WHERE order_id IN (SELECT order_id FROM external_ids WHERE value IN (?, ?))
      UNION SELECT id FROM print_jobs WHERE label_key IN (${keys.map(() => '?').join(', ')})
      UNION SELECT id FROM print_jobs WHERE label_key >= ? AND label_key < ?)`,
    values: [code, `#${code}`, ...keys, ...pages],
  };
}
