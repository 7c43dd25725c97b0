import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { SlowReads } from '#main/db/queries/named-query.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { readImport } from '#main/usecases/imports/read-import.ts';
import type { ImportRow, ImportState } from '#main/usecases/imports/read-import.ts';
import { undoObstacleQuery } from '#main/usecases/imports/undo-obstacle.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** The job that applies or takes back, slice by slice (run-import.ts). */
export const IMPORT_TOPIC = 'import.run';

/**
 * Begins to apply the rows that are ready, or goes on after a stop. An import is applied once, however often it is asked for.
 * @throws AppError ERR_IMPORT_UNKNOWN, ERR_IMPORT_ALREADY_APPLIED, ERR_IMPORT_RUNNING
 */
export function startImport(context: UseCaseContext, act: Act, importId: string): void {
  context.db.transaction((tx) => {
    const row = readImport(tx, importId);
    refuseWhileRunning(row);
    if (row.state !== 'previewed' && row.state !== 'stopped')
      throw new AppError('ERR_IMPORT_ALREADY_APPLIED', { fileName: row.file_name });
    begin(tx, context, act, row, 'applying');
  });
}

/**
 * Begins to take an import back. Looks first whether all of it can go, so that as a rule nothing is taken back by halves; what
 * changes in between stops it, with the reason.
 * @throws AppError ERR_IMPORT_UNKNOWN, ERR_IMPORT_RUNNING, ERR_IMPORT_NOT_UNDOABLE {fileName, subject, reason}
 */
export async function startUndo(context: UseCaseContext, reads: SlowReads, act: Act, importId: string): Promise<void> {
  const { kind, file_name: fileName } = assertUndoable(readImport(context.read, importId));
  const obstacle = await reads.run(undoObstacleQuery, { importId, kind });
  if (obstacle) throw new AppError('ERR_IMPORT_NOT_UNDOABLE', { fileName, ...obstacle });
  context.db.transaction((tx) => begin(tx, context, act, assertUndoable(readImport(tx, importId)), 'undoing'));
}

/** Stops after the slice in hand; what was applied stays, and can be gone on with or taken back. */
export function stopImport(context: UseCaseContext, act: Act, importId: string): void {
  context.db.transaction((tx) => {
    const row = readImport(tx, importId);
    if (row.state !== 'applying' && row.state !== 'undoing') return;
    haltImport(tx, importId, null);
    audit(tx, context, act, row, 'import.stop');
  });
}

/** Marks an import as stopped, with what stood in the way. */
export function haltImport(tx: WriteTx, importId: string, problem: Problem | null): void {
  tx.prepare<[string | null, string]>(
    "UPDATE imports SET state = 'stopped', problem_json = ? WHERE id = ? AND state IN ('applying', 'undoing')",
  ).run(problem && JSON.stringify(problem), importId);
  tx.changed('imports');
}

function assertUndoable(row: ImportRow): ImportRow {
  refuseWhileRunning(row);
  if (row.state !== 'applied' && row.state !== 'stopped')
    throw new AppError('ERR_IMPORT_NOT_UNDOABLE', {
      fileName: row.file_name,
      subject: row.file_name,
      reason: row.state,
    });
  return row;
}

function refuseWhileRunning({ state, file_name: fileName }: ImportRow): void {
  if (state === 'reading' || state === 'applying' || state === 'undoing')
    throw new AppError('ERR_IMPORT_RUNNING', { fileName });
}

function begin(tx: WriteTx, context: UseCaseContext, act: Act, row: ImportRow, state: ImportState): void {
  tx.prepare<[string, string, string]>(
    'UPDATE imports SET state = ?, act_json = ?, problem_json = NULL WHERE id = ?',
  ).run(state, JSON.stringify(act), row.id);
  enqueueJob(tx, context, {
    topic: IMPORT_TOPIC,
    // Each start is a job of its own.
    key: `import:${row.id}:${context.ids.next()}`,
    payload: { importId: row.id },
  });
  audit(tx, context, act, row, state === 'applying' ? 'import.apply' : 'import.undo');
  tx.changed('imports');
}

/** Marks the jobs of an import as done that was run to its end without them. */
export function closeImportJobs(tx: WriteTx, importId: string, nowMs: number): void {
  tx.prepare<[number, string, string]>(
    "UPDATE jobs SET state = 'done', finished_at_ms = ? WHERE topic = ? AND state = 'waiting' AND job_key LIKE ?",
  ).run(nowMs, IMPORT_TOPIC, jobKeysOf(importId));
}

/** Pattern of the keys of an import's jobs. */
export function jobKeysOf(importId: string): string {
  return `import:${importId}:%`;
}

function audit(tx: WriteTx, context: UseCaseContext, act: Act, row: ImportRow, what: string): void {
  recordAudit(tx, { atMs: context.clock.nowMs(), act, what, target: row.id, data: { fileName: row.file_name } });
}
