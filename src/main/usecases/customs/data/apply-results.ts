import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import {
  NewOutcome,
  insertOutcome,
  isKnownOutcome,
  removeOutcomeRow,
} from '#main/usecases/customs/data/outcome-rows.ts';
import { giveWay } from '#main/usecases/give-way.ts';
import { startSlice } from '#main/usecases/slice-budget.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

interface ImportRow {
  readonly file_name: string;
  readonly state: string;
}

/**
 * Records the rows that are ready, some per transaction. After a crash it can be asked for again and goes on with those that
 * are left; what became known meanwhile is a duplicate.
 * @throws AppError ERR_CUSTOMS_RESULT_IMPORT_UNKNOWN, _IMPORT_STATE
 */
export async function applyResults(context: UseCaseContext, act: Act, importId: string): Promise<void> {
  context.db.transaction((tx) => {
    const row = readImport(tx, importId);
    if (row.state !== 'previewed' && row.state !== 'applying') throw wrongState(row);
    tx.prepare<[string]>("UPDATE customs_result_imports SET state = 'applying' WHERE id = ?").run(importId);
    if (row.state === 'previewed') audit(tx, context, act, 'customs_result.apply', row);
  });
  while (context.db.transaction((tx) => applySlice(tx, context, act, importId))) await giveWay();
  context.db.transaction((tx) => {
    tx.prepare<[number, string]>(
      "UPDATE customs_result_imports SET state = 'applied', applied_at_ms = ? WHERE id = ? AND state = 'applying'",
    ).run(context.clock.nowMs(), importId);
    tx.changed('customs-data');
  });
}

/** @returns whether rows are left */
function applySlice(tx: WriteTx, context: UseCaseContext, act: Act, importId: string): boolean {
  const hasTime = startSlice();
  const { file_name: fileName } = readImport(tx, importId);
  do {
    const row = tx
      .prepare<[string], { row_number: number; outcome_json: string; cells_json: string }>(
        "SELECT row_number, outcome_json, cells_json FROM customs_result_rows WHERE import_id = ? AND state = 'ready' ORDER BY row_number LIMIT 1",
      )
      .get(importId);
    if (!row) return false;
    const outcome = NewOutcome.parse(JSON.parse(row.outcome_json));
    const isKnown = isKnownOutcome(tx, outcome);
    const id = isKnown
      ? null
      : insertOutcome(tx, context, act, outcome, { source: `file:${fileName}`, raw: row.cells_json, importId });
    tx.prepare<[string, string | null, string | null, string, number]>(
      'UPDATE customs_result_rows SET state = ?, outcome_id = ?, problem_json = ? WHERE import_id = ? AND row_number = ?',
    ).run(
      isKnown ? 'duplicate' : 'applied',
      id,
      isKnown ? JSON.stringify({ code: 'ERR_CUSTOMS_RESULT_DUPLICATE', data: { number: '' } }) : null,
      importId,
      row.row_number,
    );
    tx.prepare<[number, number, string]>(
      'UPDATE customs_result_imports SET applied_count = applied_count + ?, duplicate_count = duplicate_count + ? WHERE id = ?',
    ).run(isKnown ? 0 : 1, isKnown ? 1 : 0, importId);
  } while (hasTime());
  return true;
}

/**
 * Takes the results of an import back, with their flags. Results stay in the books as taken back.
 * @throws AppError ERR_CUSTOMS_RESULT_IMPORT_UNKNOWN, _IMPORT_STATE
 */
export async function undoResults(context: UseCaseContext, act: Act, importId: string, reason: string): Promise<void> {
  const row = readImport(context.read, importId);
  if (row.state !== 'applied' && row.state !== 'applying') throw wrongState(row);
  context.db.transaction((tx) => audit(tx, context, act, 'customs_result.undo', row, reason));
  while (context.db.transaction((tx) => undoSlice(tx, context, act, importId, reason))) await giveWay();
  context.db.transaction((tx) => {
    tx.prepare<[number, string]>(
      "UPDATE customs_result_imports SET state = 'undone', undone_at_ms = ? WHERE id = ?",
    ).run(context.clock.nowMs(), importId);
    tx.changed('customs-data');
  });
}

function undoSlice(tx: WriteTx, context: UseCaseContext, act: Act, importId: string, reason: string): boolean {
  const hasTime = startSlice();
  do {
    const row = tx
      .prepare<[string], { row_number: number; outcome_id: string }>(
        "SELECT row_number, outcome_id FROM customs_result_rows WHERE import_id = ? AND state = 'applied' ORDER BY row_number DESC LIMIT 1",
      )
      .get(importId);
    if (!row) return false;
    removeOutcomeRow(tx, context, act, row.outcome_id, reason);
    tx.prepare<[string, number]>(
      "UPDATE customs_result_rows SET state = 'undone' WHERE import_id = ? AND row_number = ?",
    ).run(importId, row.row_number);
  } while (hasTime());
  return true;
}

function readImport(db: Pick<WriteTx, 'prepare'>, importId: string): ImportRow {
  const row = db
    .prepare<[string], ImportRow>('SELECT file_name, state FROM customs_result_imports WHERE id = ?')
    .get(importId);
  if (!row) throw new AppError('ERR_CUSTOMS_RESULT_IMPORT_UNKNOWN', { id: importId });
  return row;
}

function wrongState({ file_name: fileName, state }: ImportRow): AppError {
  return new AppError('ERR_CUSTOMS_RESULT_IMPORT_STATE', { fileName, state });
}

function audit(tx: WriteTx, context: UseCaseContext, act: Act, what: string, row: ImportRow, reason?: string): void {
  recordAudit(tx, {
    atMs: context.clock.nowMs(),
    act,
    what,
    target: row.file_name,
    data: reason === undefined ? {} : { reason },
  });
}
