import type { ReadDb } from '#main/db/handles.ts';
import { NewOutcome } from '#main/usecases/customs/data/outcome-rows.ts';
import { readProblem } from '#main/usecases/read-problem.ts';
import { ResultMapping, ResultMeanings } from '#shared/contract/customs-data.ts';
import type { OutcomeView, ResultImportView, ResultRowView } from '#shared/contract/customs-data.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { OrderId } from '#shared/model/ids.ts';
import type { ClearanceResult } from '#shared/model/customs-data.ts';

interface ImportRow {
  readonly id: string;
  readonly file_name: string;
  readonly headers_json: string;
  readonly mapping_json: string;
  readonly meanings_json: string;
  readonly state: ResultImportView['state'];
  readonly row_count: number;
  readonly applied_count: number;
  readonly error_count: number;
  readonly duplicate_count: number;
  readonly created_by: string;
  readonly created_at_ms: number;
  readonly applied_at_ms: number | null;
  readonly undone_at_ms: number | null;
}

interface OutcomeRow {
  readonly id: string;
  readonly order_id: string;
  readonly display_number: string;
  readonly tracking_number: string | null;
  readonly territory: string;
  readonly result: ClearanceResult;
  readonly reason_code: string;
  readonly reason_text: string;
  readonly cost_minor: number | null;
  readonly cost_currency: string | null;
  readonly at_ms: number;
  readonly source: string;
  readonly recorded_by: string;
  readonly recorded_at_ms: number;
}

const SHOWN_IMPORTS = 50;
const SHOWN_ROWS = 1_000;
const SHOWN_OUTCOMES = 300;
const SELECT_OUTCOME = `SELECT c.*, o.display_number, COALESCE((SELECT w.tracking_number FROM waybills w WHERE w.shipment_id = c.shipment_id AND w.state = 'issued' LIMIT 1), o.tracking_number) AS tracking_number
  FROM customs_outcomes c JOIN orders o ON o.id = c.order_id`;

/** Files of results, newest first; those that were only looked at stay until they are applied. */
export function listResultImports(db: ReadDb): ResultImportView[] {
  return db
    .prepare<[number], ImportRow>(
      "SELECT * FROM customs_result_imports WHERE state <> 'reading' ORDER BY created_at_ms DESC, id DESC LIMIT ?",
    )
    .all(SHOWN_IMPORTS)
    .map(toImport);
}

/** @throws AppError ERR_CUSTOMS_RESULT_IMPORT_UNKNOWN */
export function viewResultImport(db: ReadDb, id: string): ResultImportView {
  const row = db.prepare<[string], ImportRow>('SELECT * FROM customs_result_imports WHERE id = ?').get(id);
  if (!row) throw new AppError('ERR_CUSTOMS_RESULT_IMPORT_UNKNOWN', { id });
  return toImport(row);
}

/** The first thousand rows: what is wrong first, then what is ready, then the rest. */
export function listResultRows(db: ReadDb, importId: string): ResultRowView[] {
  const orderNumber = db.pluck<[string], string>('SELECT display_number FROM orders WHERE id = ?');
  return db
    .prepare<
      [string, number],
      {
        row_number: number;
        cells_json: string;
        outcome_json: string | null;
        state: ResultRowView['state'];
        problem_json: string | null;
      }
    >(
      `SELECT row_number, cells_json, outcome_json, state, problem_json FROM customs_result_rows WHERE import_id = ?
       ORDER BY CASE state WHEN 'error' THEN 0 WHEN 'ready' THEN 1 WHEN 'applied' THEN 1 ELSE 2 END, row_number LIMIT ?`,
    )
    .all(importId, SHOWN_ROWS)
    .map((row) => {
      const outcome = row.outcome_json === null ? null : NewOutcome.parse(JSON.parse(row.outcome_json));
      return {
        rowNumber: row.row_number,
        cells: JSON.parse(row.cells_json) as string[],
        state: row.state,
        orderNumber: outcome && (orderNumber.get(outcome.orderId) ?? null),
        result: outcome?.result ?? null,
        problem: readProblem(row.problem_json),
      };
    });
}

/** Results that stand, newest first. */
export function listOutcomes(
  db: ReadDb,
  filter: { readonly orderId: string | null; readonly result: ClearanceResult | null },
): OutcomeView[] {
  return db
    .prepare<(string | number | null)[], OutcomeRow>(
      `${SELECT_OUTCOME} WHERE c.removed_at_ms IS NULL AND (? IS NULL OR c.order_id = ?) AND (? IS NULL OR c.result = ?)
       ORDER BY c.at_ms DESC, c.id DESC LIMIT ?`,
    )
    .all(filter.orderId, filter.orderId, filter.result, filter.result, SHOWN_OUTCOMES)
    .map(toOutcome);
}

/** @throws AppError ERR_CUSTOMS_RESULT_UNKNOWN */
export function viewOutcome(db: ReadDb, id: string): OutcomeView {
  const row = db.prepare<[string], OutcomeRow>(`${SELECT_OUTCOME} WHERE c.id = ?`).get(id);
  if (!row) throw new AppError('ERR_CUSTOMS_RESULT_UNKNOWN', { id });
  return toOutcome(row);
}

function toOutcome(row: OutcomeRow): OutcomeView {
  return {
    id: row.id,
    orderId: OrderId.parse(row.order_id),
    orderNumber: row.display_number,
    trackingNumber: row.tracking_number,
    territory: row.territory,
    result: row.result,
    reasonCode: row.reason_code,
    reasonText: row.reason_text,
    costMinor: row.cost_minor,
    costCurrency: row.cost_currency,
    atMs: row.at_ms,
    source: row.source,
    recordedBy: row.recorded_by,
    recordedAtMs: row.recorded_at_ms,
  };
}

function toImport(row: ImportRow): ResultImportView {
  return {
    id: row.id,
    fileName: row.file_name,
    headers: JSON.parse(row.headers_json) as string[],
    mapping: ResultMapping.parse(JSON.parse(row.mapping_json)),
    meanings: ResultMeanings.parse(JSON.parse(row.meanings_json)),
    state: row.state,
    rowCount: row.row_count,
    appliedCount: row.applied_count,
    errorCount: row.error_count,
    duplicateCount: row.duplicate_count,
    createdBy: row.created_by,
    createdAtMs: row.created_at_ms,
    appliedAtMs: row.applied_at_ms,
    undoneAtMs: row.undone_at_ms,
  };
}
