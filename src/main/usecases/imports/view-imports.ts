import type { ReadDb } from '#main/db/handles.ts';
import type { ImportState } from '#main/usecases/imports/read-import.ts';
import type { ReadFile } from '#main/usecases/imports/preview-import.ts';
import { readProblem, readProblems } from '#main/usecases/read-problem.ts';
import type { ImportKind, ImportPreview, ImportRowView, ImportView } from '#shared/contract/imports.ts';
import type { DoubtFlag } from '#shared/model/cleaning.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { ImportId } from '#shared/model/ids.ts';
import type { z } from 'zod';

interface ImportRow {
  id: string;
  kind: ImportKind;
  file_name: string;
  state: ImportState;
  problem_json: string | null;
  row_count: number;
  applied_count: number;
  error_count: number;
  doubt_count: number;
  created_at_ms: number;
  applied_at_ms: number | null;
  undone_at_ms: number | null;
  mapping_json: string;
}

const SELECT_IMPORT =
  'SELECT id, kind, file_name, state, problem_json, row_count, applied_count, error_count, doubt_count, created_at_ms, applied_at_ms, undone_at_ms, mapping_json FROM imports';

/** Imports that were begun. A file that was only looked at is none. */
export function listImports(db: ReadDb): z.infer<typeof ImportView>[] {
  return db
    .prepare<[], ImportRow>(
      `${SELECT_IMPORT} WHERE state NOT IN ('reading', 'previewed') ORDER BY created_at_ms DESC LIMIT 100`,
    )
    .all()
    .map(toView);
}

/** Files that were looked at and not applied yet; after a day they are forgotten (forget-previews.ts). */
export function listDrafts(db: ReadDb): z.infer<typeof ImportView>[] {
  return db
    .prepare<[], ImportRow>(
      `${SELECT_IMPORT} WHERE state = 'previewed' AND file_json IS NOT NULL ORDER BY created_at_ms DESC`,
    )
    .all()
    .map(toView);
}

/**
 * A draft as its preview showed it.
 * @throws AppError ERR_IMPORT_UNKNOWN when it is none, or no longer
 */
export function viewDraft(db: ReadDb, importId: string): z.infer<typeof ImportPreview> {
  const json = db
    .pluck<[string], string>(
      "SELECT file_json FROM imports WHERE id = ? AND state = 'previewed' AND file_json IS NOT NULL",
    )
    .get(importId);
  if (json === undefined) throw new AppError('ERR_IMPORT_UNKNOWN', { importId });
  const { headers, encoding, template } = JSON.parse(json) as ReadFile;
  const rows = listImportRows(db, importId, false);
  return { import: viewImport(db, importId), headers: [...headers], rows, encoding, template };
}

/** @throws AppError ERR_IMPORT_UNKNOWN */
export function viewImport(db: ReadDb, id: string): z.infer<typeof ImportView> {
  const row = db.prepare<[string], ImportRow>(`${SELECT_IMPORT} WHERE id = ?`).get(id);
  if (!row) throw new AppError('ERR_IMPORT_UNKNOWN', { importId: id });
  return toView(row);
}

function toView(row: ImportRow): z.infer<typeof ImportView> {
  return {
    id: ImportId.parse(row.id),
    kind: row.kind,
    fileName: row.file_name,
    state: row.state,
    problem: readProblem(row.problem_json),
    rowCount: row.row_count,
    appliedCount: row.applied_count,
    errorCount: row.error_count,
    doubtCount: row.doubt_count,
    createdAtMs: row.created_at_ms,
    appliedAtMs: row.applied_at_ms,
    undoneAtMs: row.undone_at_ms,
    mapping: JSON.parse(row.mapping_json) as Record<string, string>,
  };
}

interface StoredRow {
  row_number: number;
  cells_json: string;
  state: z.infer<typeof ImportRowView>['state'];
  error_json: string | null;
  doubts_json: string | null;
}

/** Rows as they were in the file, at most 1,000. */
export function listImportRows(db: ReadDb, importId: string, onlyErrors: boolean): z.infer<typeof ImportRowView>[] {
  return rowsWhere(db, importId, onlyErrors ? "state = 'error'" : 'TRUE');
}

/** Good rows that somebody should look at, at most 1,000. */
export function listDoubtfulRows(db: ReadDb, importId: string): z.infer<typeof ImportRowView>[] {
  return rowsWhere(db, importId, 'doubts_json IS NOT NULL');
}

function rowsWhere(db: ReadDb, importId: string, condition: string): z.infer<typeof ImportRowView>[] {
  return db
    .prepare<[string], StoredRow>(
      `SELECT row_number, cells_json, state, error_json, doubts_json FROM import_rows WHERE import_id = ? AND ${condition} ORDER BY row_number LIMIT 1000`,
    )
    .all(importId)
    .map((row) => ({
      rowNumber: row.row_number,
      cells: (JSON.parse(row.cells_json) as { cells: string[] }).cells,
      state: row.state,
      problems: readProblems(row.error_json),
      doubts: JSON.parse(row.doubts_json ?? '[]') as DoubtFlag[],
    }));
}
